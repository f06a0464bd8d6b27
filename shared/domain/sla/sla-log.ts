import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import { mayRead } from '../counting/count-department.ts';
import { Refusal } from '../refusal.ts';
import type { Entry } from '../ticket/entry.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { SlaLogRow } from './clock.ts';
import { isInSight, placesOf } from './in-sight.ts';
import type { SlaTargetKind } from './target-kind.ts';

/** A finished clock as the log tells it; id, ticket, department and tags are those of its timeline entry. */
export interface SlaLogRecord extends Omit<SlaLogRow, 'elapsedSeconds'> {
  readonly id: string;
  /** Null for whom the ticket is out of scope. */
  readonly ticketId: string | null;
  readonly departmentId: string;
  readonly tags: readonly string[];
}

/** What stands for all departments together. */
export const everywhere = 'ALL';

/** The log's row of a timeline entry that tells of a clock's end; null for any other entry. */
export function toLogRecord({ kind, id, ticketId, facts, after }: Entry): SlaLogRecord | null {
  if (kind !== 'sla.ended' || after === undefined) return null;
  // An entry of the first state does not say the clock's level; it had the ticket's.
  const { clock, levelId = facts.levelId, ...row } = after;
  const { startedAt, dueAt, endedAt, elapsedMinutes, outcome, responsibleAgentId, finishedByAgentId } = row;
  return {
    id,
    ticketId,
    departmentId: facts.departmentId,
    tags: facts.tags,
    kind: clock,
    levelId,
    startedAt,
    dueAt,
    endedAt,
    elapsedMinutes,
    outcome,
    responsibleAgentId,
    finishedByAgentId,
  } as SlaLogRecord;
}

/** From and to, both included. */
export interface SlaLogRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is null matters not. */
export interface SlaLogFilter extends SlaLogRange {
  readonly departmentIds: readonly string[] | null;
  readonly levelIds: readonly string[] | null;
  /** Responsible for it, or who finished it. */
  readonly agentIds: readonly string[] | null;
  readonly kinds: readonly SlaTargetKind[] | null;
}

export interface SlaLogPart {
  readonly rows: readonly { readonly record: SlaLogRecord; readonly position: string }[];
  /** Undefined: there is nothing before. */
  readonly next: string | undefined;
}

interface Page {
  readonly limit: number;
  readonly after: string | undefined;
}

export interface SlaLog {
  /** The next rows of departments and agents, the newest first, each once; perhaps none while `next` is set. */
  read(of: readonly string[], range: SlaLogRange, page: Page): Promise<SlaLogPart>;
}

export interface SlaLogKeeper {
  /** Keeping a row again changes nothing. */
  keep(records: readonly SlaLogRecord[]): Promise<void>;
}

interface Who {
  readonly principal: Principal;
  readonly account: Account;
}

interface Reading {
  readonly of: readonly string[];
  readonly filter: SlaLogFilter;
  readonly isAsked: (record: SlaLogRecord) => boolean;
  readonly toSeen: (record: SlaLogRecord) => SlaLogRecord;
}

/**
 * Who has `reports.all` sees rows as he would see the ticket that they tell of; anyone else what he was responsible for
 * or finished himself (behaviour.md section 10).
 */
function readingOf(filter: SlaLogFilter, { principal, account }: Who): Reading {
  const seesOthers = principal.permissions.has('reports.all');
  const isVisible = (record: SlaLogRecord) => mayRead(principal, factsOf(record), account);
  const isOwn = (record: SlaLogRecord) => agentsOf(record).includes(principal.agentId);
  return {
    of: seesOthers ? partsFor(filter, { principal, account }) : [principal.agentId],
    filter,
    isAsked: (record) => isMatch(record, filter) && (seesOthers ? isVisible(record) : isOwn(record)),
    toSeen: (record) => (isVisible(record) ? record : { ...record, ticketId: null }),
  };
}

const factsOf = ({ departmentId, responsibleAgentId, tags }: SlaLogRecord) =>
  ({ departmentId, assigneeId: responsibleAgentId, tags }) as Parameters<typeof mayRead>[1];

/** Agents of whom a row tells. */
export const agentsOf = ({ responsibleAgentId, finishedByAgentId }: SlaLogRecord): string[] =>
  [...new Set([responsibleAgentId, finishedByAgentId])].filter((id) => id !== null);

/** Whoever sees all departments sees those too that are gone. */
function partsFor({ departmentIds, agentIds }: SlaLogFilter, { principal, account }: Who): readonly string[] {
  if (agentIds !== null) return agentIds;
  const places = placesOf(account);
  const seen = places.filter((id) => isInSight(principal, id, account));
  if (seen.length === places.length) return departmentIds ?? [everywhere];
  return [...seen.filter((id) => departmentIds?.includes(id) ?? true), principal.agentId];
}

function isMatch(record: SlaLogRecord, { departmentIds, levelIds, agentIds, kinds }: SlaLogFilter): boolean {
  return (
    (departmentIds?.includes(record.departmentId) ?? true) &&
    (levelIds?.includes(record.levelId ?? '') ?? true) &&
    (agentIds === null || agentsOf(record).some((id) => agentIds.includes(id))) &&
    (kinds?.includes(record.kind) ?? true)
  );
}

/** A filter looks at so many rows a page, and goes so often for more. */
const mostReadForPage = 500;
const mostParts = 40;

/** One page of finished clocks, the newest first; it may be short, or empty, while `next` is set. */
export async function listSlaLog(
  log: SlaLog,
  filter: SlaLogFilter,
  { limit, after, ...who }: Page & Who,
): Promise<Listed<SlaLogRecord>> {
  const { of, isAsked, toSeen } = readingOf(filter, who);
  const found: SlaLogPart['rows'][number][] = [];
  const toPage = (next: string | undefined) => ({ items: found.map((row) => toSeen(row.record)), next });
  let next = after;
  let read = 0;
  for (let parts = 0; parts < mostParts && read < mostReadForPage; parts++) {
    const part = await log.read(of, filter, { limit: limit + 1, after: next });
    found.push(...part.rows.filter(({ record }) => isAsked(record)));
    if (found.length > limit) {
      found.length = limit;
      return toPage(found.at(-1)?.position);
    }
    if (part.next === undefined) return toPage(undefined);
    next = part.next;
    read += part.rows.length;
  }
  return toPage(next);
}

const readAtOnce = 1_000;
const mostRead = 250_000;

/** All of a range, the newest first. Refuses with `too-large` what cannot be looked through at once. */
export async function* readSlaLog(log: SlaLog, filter: SlaLogFilter, who: Who): AsyncGenerator<SlaLogRecord> {
  const { of, isAsked, toSeen } = readingOf(filter, who);
  let next: string | undefined;
  let read = 0;
  do {
    const part: SlaLogPart = await log.read(of, filter, { limit: readAtOnce, after: next });
    for (const { record } of part.rows) if (isAsked(record)) yield toSeen(record);
    next = part.next;
    read += part.rows.length;
    if (read > mostRead) {
      throw new Refusal('too-large', 'The range has too many rows; ask for a shorter one.');
    }
  } while (next !== undefined);
}
