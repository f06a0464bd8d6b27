import * as z from 'zod';

/** A slice of a job is to be run. FIFO group: the job. */
export const JobWake = z.strictObject({
  version: z.literal(1),
  jobId: z.templateLiteral(['job_', z.string()]),
  slice: z.int().min(0),
});
export type JobWake = z.infer<typeof JobWake>;
