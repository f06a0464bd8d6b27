import * as z from 'zod';
import { type Job, jobStates } from '#shared/domain/job/job.ts';
import { refusalCodes } from '#shared/domain/refusal.ts';

/** Work that goes on behind its request, as one sees it. */
export const JobBody = z
  .strictObject({
    id: z.string(),
    kind: z.string().meta({ examples: ['bulk', 'departmentDeletion'] }),
    state: z.enum(jobStates),
    total: z.int().meta({ description: 'Tickets in all, as far as they are gathered' }),
    done: z.int(),
    failed: z.int(),
    errors: z
      .array(z.strictObject({ ticketId: z.string().nullable(), code: z.enum(refusalCodes) }))
      .meta({ description: 'The first hundred; without a ticket that you do not see' }),
    endedAt: z.iso.datetime().nullable(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Job' });

export function toJobView(job: Job): z.output<typeof JobBody> {
  const { id, kind, state, total, done, failed, errors, endedAt, version, createdAt, updatedAt } = job;
  const told = errors.map(({ ticketId, code }) => ({ ticketId, code }));
  return { id, kind, state, total, done, failed, errors: told, endedAt, version, createdAt, updatedAt };
}

/** Where its progress is read. */
export const jobAddress = ({ id }: Pick<Job, 'id'>) => ({ location: `/v1/jobs/${id}` });

export const jobAccepted = {
  202: {
    description: 'The job, which begins at once',
    body: JobBody,
    headers: { location: 'Where its progress is read' },
  },
} as const;
