import type { AuditEntry } from '../account/audit-entry.ts';
import type { Ids } from '../ids.ts';
import type { Job } from './job.ts';

interface EntryContext {
  readonly ids: Ids;
  readonly retentionDays: number;
}

/** @param told what is to be done, without texts of people. */
export function startedEntryOf(job: Job, told: object, context: EntryContext): AuditEntry {
  return entryOf(job, { action: 'job.started', after: { kind: job.kind, ...told } }, context);
}

/** Its one summary. */
export function endedEntryOf(job: Job, context: EntryContext): AuditEntry {
  const { kind, state, total, done, failed, cancelledBy } = job;
  const after = { kind, state, total, done, failed, ...(cancelledBy === null ? {} : { cancelledBy }) };
  return entryOf(job, { action: 'job.ended', after }, context);
}

function entryOf(
  { id, askedBy, updatedAt }: Job,
  { action, after }: Pick<AuditEntry, 'action' | 'after'>,
  { ids, retentionDays }: EntryContext,
): AuditEntry {
  return {
    id: ids.next('aud'),
    at: updatedAt,
    ...askedBy,
    action,
    resourceId: id,
    before: null,
    after,
    retentionDays,
  };
}
