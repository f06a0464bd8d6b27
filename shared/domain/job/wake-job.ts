import { toInstant } from '../business-time/instant.ts';
import type { JobId } from '../ids.ts';
import { hasEnded, safetyAfter } from './job.ts';
import type { JobStore } from './job-store.ts';

interface WakingDesk {
  readonly jobs: Pick<JobStore, 'find' | 'moveDue'>;
  readonly now: () => number;
}

/** The slice that is to be run now, because the job waited for this moment or was not heard of; null when there is none. */
export async function wakeJob(
  desk: WakingDesk,
  jobId: JobId,
): Promise<{ readonly jobId: JobId; readonly slice: number } | null> {
  const job = await desk.jobs.find(jobId);
  const at = toInstant(desk.now());
  if (job === undefined || hasEnded(job) || job.dueAt === null || job.dueAt > at) return null;
  await desk.jobs.moveDue(job.id, { from: job.dueAt, to: safetyAfter(at) });
  return { jobId: job.id, slice: job.slice };
}
