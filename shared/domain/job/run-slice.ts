import type { AuditEntry } from '../account/audit-entry.ts';
import { toInstant } from '../business-time/instant.ts';
import type { JobId } from '../ids.ts';
import { hasEnded, type Job, type Step } from './job.ts';
import { jobAfter } from './job-after.ts';
import type { JobDesk } from './job-desk.ts';
import { endedEntryOf } from './job-entries.ts';
import { kindOf } from './job-kinds.ts';

/** Well below the function's 30 s: a step takes some seconds at most. */
const sliceMs = 8_000;
const mostSteps = 40;

/**
 * One slice of a job: step after step from where it is, each saved before the next. Told twice, or about a slice that is
 * over, it does nothing; broken off, it is done again from its last step.
 */
export async function runSlice(
  desk: JobDesk,
  { jobId, slice }: { jobId: JobId; slice: number },
): Promise<void> {
  const endsAtMs = desk.now() + sliceMs;
  for (let count = 1; count <= mostSteps; count++) {
    const job = await desk.jobs.find(jobId);
    if (job === undefined || job.slice !== slice || hasEnded(job) || isWaiting(job, desk)) return;
    const step = await nextStep(job, desk);
    const isSliceOver = count === mostSteps || desk.now() >= endsAtMs;
    const after = jobAfter(job, step, { at: toInstant(desk.now()), isSliceOver });
    const audit = hasEnded(after) ? await endOf(after, desk) : null;
    await desk.jobs.save(after, { gathered: step.gathered, audit });
  }
}

const isWaiting = ({ waitsUntil }: Job, desk: JobDesk) =>
  waitsUntil !== null && waitsUntil > toInstant(desk.now());

async function nextStep(job: Job, desk: JobDesk): Promise<Step> {
  if (job.cancelledBy !== null) return { next: { to: 'end', state: 'cancelled' } };
  return kindOf(job).step(job as Job<never, never>, desk);
}

async function endOf(job: Job, desk: JobDesk): Promise<AuditEntry> {
  const { settings } = await desk.accounts.load();
  return endedEntryOf(job, { ids: desk.ids, retentionDays: settings.auditRetentionDays });
}
