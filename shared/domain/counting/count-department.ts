import { decideAccess, type TicketFacts } from '../access/authorise.ts';
import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import type { DepartmentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type TicketStatus, ticketStatuses } from '../ticket/status.ts';
import type { TicketRange } from '../ticket/ticket-index.ts';
import { findMatches } from './count-matches.ts';
import type { CounterReader } from './counter-store.ts';

export type CountingDesk = Pick<Desk, 'accounts' | 'index'> & { readonly counters: CounterReader };

export type DepartmentCounts = Readonly<Record<TicketStatus, number>> & {
  /** A count ended before it was whole. */
  readonly atLeast: boolean;
};

/**
 * The tickets of a department by status, as far as one may see them: from counters for who sees all of it, else by
 * queries that end at 1,000 (behaviour.md sections 2 and 4). Refuses with `not-found`.
 */
export async function countDepartment(
  desk: CountingDesk,
  principal: Principal,
  departmentId: DepartmentId,
): Promise<DepartmentCounts> {
  const account = await desk.accounts.load();
  if (!account.departmentById.has(departmentId)) {
    throw new Refusal('not-found', 'There is no such department.');
  }
  if (!seesWhole(principal, departmentId, account)) {
    return countVisible(desk, { principal, departmentId, account });
  }
  const counts = (await desk.counters.read([departmentId])).get(departmentId);
  return toCounts((status) => counts?.[status] ?? 0, false);
}

/** Whether one sees every ticket of a department, whoever has it and whatever its tags. */
function seesWhole(principal: Principal, departmentId: DepartmentId, account: Account): boolean {
  return mayRead(principal, { departmentId, assigneeId: null, tags: [] }, account);
}

export const mayRead = (principal: Principal, ticket: TicketFacts, account: Account) =>
  decideAccess(principal, 'tickets.read', { kind: 'ticket', ticket, account }).allowed;

interface Sight {
  readonly principal: Principal;
  readonly departmentId: DepartmentId;
  readonly account: Account;
}

async function countVisible(
  desk: Pick<CountingDesk, 'index'>,
  { principal, departmentId, account }: Sight,
): Promise<DepartmentCounts> {
  const sought = rangesOf(principal, departmentId, account).map((range) =>
    findMatches(
      desk.index,
      range,
      (facts) => facts.departmentId === departmentId && mayRead(principal, facts, account),
    ),
  );
  const found = await Promise.all(sought);
  const statuses = found.flatMap(({ entries }) => entries.map(({ facts }) => facts?.status));
  return toCounts(
    (status) => statuses.filter((one) => one === status).length,
    found.some(({ atLeast }) => atLeast),
  );
}

/** Whoever is kept out of a department sees what is assigned to him; whom tags limit sees some of each status. */
function rangesOf(principal: Principal, departmentId: DepartmentId, account: Account): TicketRange[] {
  const isIn = seesWhole({ ...principal, scope: { ...principal.scope, tags: [] } }, departmentId, account);
  if (!isIn) return [{ by: 'assignee', value: principal.agentId }];
  return ticketStatuses.map((status) => ({ by: 'departmentStatus', value: `${departmentId}#${status}` }));
}

function toCounts(countOf: (status: TicketStatus) => number, atLeast: boolean): DepartmentCounts {
  const counts = Object.fromEntries(ticketStatuses.map((status) => [status, countOf(status)]));
  return { ...(counts as Record<TicketStatus, number>), atLeast };
}
