import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { DepartmentId } from '../ids.ts';
import { onlyReads, servedDepartments } from '../ticket/served-departments.ts';
import { isWaiting } from '../ticket/status.ts';
import type { IndexEntry, TicketRange } from '../ticket/ticket-index.ts';
import { type CountingDesk, mayRead } from './count-department.ts';
import { findMatches } from './count-matches.ts';
import { unassigned } from './ticket-counts.ts';

export interface ToSolveCount {
  readonly count: number;
  /** By the department's id, without those where nothing waits for him. */
  readonly byDepartment: Readonly<Record<string, number>>;
  /** The count ended before it was whole. */
  readonly atLeast: boolean;
}

/**
 * What waits for an agent: unassigned in his To-solve departments, and his own, whoever is viewing
 * (behaviour.md section 2). From counters; for whom tags or `assigned` limit, by queries that end at 1,000.
 */
export async function countToSolve(desk: CountingDesk, principal: Principal): Promise<ToSolveCount> {
  const account = await desk.accounts.load();
  return isLimited(principal) ? countVisible(desk, principal, account) : countAll(desk, principal, account);
}

const isLimited = ({ role, scope }: Principal) =>
  role === 'agent' && (scope.level === 'assigned' || scope.tags.length > 0);

async function countAll(
  desk: Pick<CountingDesk, 'counters'>,
  principal: Principal,
  account: Account,
): Promise<ToSolveCount> {
  const served = servedDepartments(principal, account);
  const counters = await desk.counters.read([...served, principal.agentId]);
  const own = counters.get(principal.agentId) ?? {};
  const offered = toSolveDepartments(account).filter((id) => !onlyReads(principal, id));
  const counts = offered.map((id) => {
    const ofAnyone = served.includes(id) ? (counters.get(id)?.[unassigned] ?? 0) : 0;
    return [id, ofAnyone + (own[id] ?? 0)] as const;
  });
  return toCount(new Map(counts), false);
}

const toSolveDepartments = ({ departmentById }: Account): DepartmentId[] =>
  [...departmentById.values()].filter(({ toSolve }) => toSolve).map(({ id }) => id);

async function countVisible(
  desk: Pick<CountingDesk, 'index'>,
  principal: Principal,
  account: Account,
): Promise<ToSolveCount> {
  const isForHim = ({ facts }: Pick<IndexEntry, 'facts'>) =>
    facts !== null &&
    isWaiting(facts.status) &&
    account.departmentById.get(facts.departmentId)?.toSolve === true &&
    !onlyReads(principal, facts.departmentId) &&
    mayRead(principal, facts, account);
  const own: TicketRange = { by: 'assignee', value: principal.agentId };
  const ofAnyone = servedDepartments(principal, account).flatMap((id): TicketRange[] => [
    { by: 'departmentStatus', value: `${id}#new` },
    { by: 'departmentStatus', value: `${id}#open` },
  ]);
  const found = await Promise.all([
    findMatches(desk.index, own, (facts) => isForHim({ facts })),
    ...(principal.scope.level === 'assigned' ? [] : ofAnyone).map((range) =>
      findMatches(desk.index, range, (facts) => facts.assigneeId === null && isForHim({ facts })),
    ),
  ]);
  const entries = found.flatMap((one) => one.entries);
  const byDepartment = Map.groupBy(entries, ({ facts }) => facts?.departmentId ?? '');
  return toCount(
    new Map([...byDepartment].map(([id, all]) => [id, all.length])),
    found.some(({ atLeast }) => atLeast),
  );
}

function toCount(counts: ReadonlyMap<string, number>, atLeast: boolean): ToSolveCount {
  const waiting = [...counts].filter(([, count]) => count > 0);
  return {
    count: waiting.reduce((sum, [, count]) => sum + count, 0),
    byDepartment: Object.fromEntries(waiting),
    atLeast,
  };
}
