import type { Instant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { AuditEntry, ChangeRequest } from './audit-entry.ts';

/** An entry as it is read: how long it is kept is decided when it is written. */
export type AuditRecord = Omit<AuditEntry, 'retentionDays'>;

/** From and to, both included. */
export interface AuditRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is null matters not. */
export interface AuditFilter extends AuditRange {
  readonly agentIds: readonly string[] | null;
  /** `source.changed`, or `source` for everything about sources. */
  readonly actions: readonly string[] | null;
  readonly resourceIds: readonly string[] | null;
}

export interface AuditPart {
  readonly entries: readonly { readonly record: AuditRecord; readonly position: string }[];
  /** Undefined: there is nothing before. */
  readonly next: string | undefined;
}

/** Only grows: entries are added with what they tell of, and leave when their time is over. */
export interface AuditLog {
  /** The next entries of a range, the newest first; perhaps fewer than asked, or none, while `next` is set. */
  read(range: AuditRange, page: { limit: number; after: string | undefined }): Promise<AuditPart>;
  /** For what is no part of another transaction. */
  append(entry: AuditEntry): Promise<void>;
}

/** A filter looks at so many entries a page, and at the days in which they could be so often. */
const mostReadForPage = 500;
const mostParts = 40;
const mostReadForExport = 50_000;
const exportedAtOnce = 500;

export function isAsked(record: AuditRecord, { agentIds, actions, resourceIds }: AuditFilter): boolean {
  const { agentId, action, resourceId } = record;
  const noun = action.slice(0, action.indexOf('.'));
  return (
    (agentIds === null || (agentId !== null && agentIds.includes(agentId))) &&
    (actions === null || actions.includes(action) || actions.includes(noun)) &&
    (resourceIds === null || resourceIds.includes(resourceId))
  );
}

/** One page, the newest first; it may be short, or empty, while `next` is set. */
export async function listAudit(
  log: Pick<AuditLog, 'read'>,
  filter: AuditFilter,
  { limit, after }: { limit: number; after: string | undefined },
): Promise<Listed<AuditRecord>> {
  const asked: AuditPart['entries'][number][] = [];
  let next = after;
  let read = 0;
  for (let parts = 0; parts < mostParts && read < mostReadForPage; parts++) {
    const part = await log.read(filter, { limit: limit + 1, after: next });
    asked.push(...part.entries.filter(({ record }) => isAsked(record, filter)));
    if (asked.length > limit) return toPage(asked.slice(0, limit), asked[limit - 1]?.position);
    if (part.next === undefined) return toPage(asked, undefined);
    next = part.next;
    read += part.entries.length;
  }
  return toPage(asked, next);
}

const toPage = (entries: AuditPart['entries'], next: string | undefined): Listed<AuditRecord> => ({
  items: entries.map(({ record }) => record),
  next,
});

/** All of a range, the newest first. Refuses with `too-large` what cannot be looked through at once. */
export async function* exportAudit(
  log: Pick<AuditLog, 'read'>,
  filter: AuditFilter,
): AsyncGenerator<AuditRecord> {
  let next: string | undefined;
  let read = 0;
  do {
    const part: AuditPart = await log.read(filter, { limit: exportedAtOnce, after: next });
    for (const { record } of part.entries) if (isAsked(record, filter)) yield record;
    next = part.next;
    read += part.entries.length;
    if (read > mostReadForExport) {
      throw new Refusal('too-large', 'The range has too many entries; ask for a shorter one.');
    }
  } while (next !== undefined);
}

type Exporting = Pick<ChangeRequest, 'principal' | 'sourceIp'>;

interface ExportContext {
  readonly at: Instant;
  readonly ids: Ids;
  readonly retentionDays: number;
}

/** Whoever takes the log with him stands in it. */
export function exportEntry(
  request: Exporting,
  exported: AuditFilter & { readonly count: number },
  context: ExportContext,
): AuditEntry {
  return exportEntryOf(request, { noun: 'audit', ...exported }, context);
}

/** @param exported what was taken away: which, how narrowed, and how much of it. */
export function exportEntryOf(
  { principal, sourceIp }: Exporting,
  { noun, ...exported }: { readonly noun: 'audit' | 'agents' | 'slaLog'; readonly count: number },
  { at, ids, retentionDays }: ExportContext,
): AuditEntry {
  const said = Object.entries(exported).filter(([, value]) => value !== null);
  return {
    id: ids.next('aud'),
    at,
    agentId: principal.agentId,
    keyId: principal.keyId,
    sourceIp,
    action: `${noun}.exported`,
    resourceId: noun,
    before: null,
    after: Object.fromEntries(said),
    retentionDays,
  };
}
