import type { JobWake } from '#events/contracts/job-wake.ts';
import type { JobDesk } from '#shared/domain/job/job-desk.ts';
import { runSlice } from '#shared/domain/job/run-slice.ts';

/**
 * FIFO queue `jobs`, one lane for each job. A wake that comes twice is harmless: it names a slice, which is over once
 * the next has begun; a slice that was broken off goes on after its last step, and what that step did to tickets beyond
 * it is marked on each of them.
 */
export async function runJob({ jobId, slice }: JobWake, desk: JobDesk): Promise<void> {
  await runSlice(desk, { jobId, slice });
}
