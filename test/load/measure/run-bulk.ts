import { hasEnded, type Job } from '#shared/domain/job/job.ts';
import { runSlice } from '#shared/domain/job/run-slice.ts';
import { openJobDesk } from '#test/support/job-desk.ts';
import { timed } from '../statistics.ts';
import { type Instance, type MeasuredDesk, startMeasuredDesk } from './measured-desk.ts';
import { seedTickets } from './seed-tickets.ts';

export interface BulkRun {
  readonly job: Job;
  /** How long each slice took, in milliseconds. */
  readonly slices: readonly number[];
}

export interface SeededDesk {
  readonly desk: MeasuredDesk;
  readonly instance: Instance;
}

/** A desk with so many tickets that wait, and an admin. */
export async function startFullDesk(count: number): Promise<SeededDesk> {
  const desk = await startMeasuredDesk({ departmentIds: ['dep_first'], agents: 1, role: 'admin' });
  const instance = desk.open();
  await seedTickets(instance, { tableName: desk.name, tickets: { count, due: 0 } });
  return { desk, instance };
}

/**
 * Raises the priority of all waiting tickets and resolves them, as the function `jobs` does it, slice after slice.
 * @param table counting calls takes longer the more there are: an uncounted one shows how fast it is.
 */
export async function resolveAll({ desk, instance }: SeededDesk, table = desk.table): Promise<BulkRun> {
  const startedAt = performance.now();
  const jobDesk = openJobDesk(table, () => desk.clock.now() + performance.now() - startedAt);
  const { id } = await instance.ask('POST /v1/tickets/bulk', {
    body: {
      filter: { status: 'new,open' },
      actions: [
        { type: 'setPriority', priority: 'high' },
        { type: 'setStatus', status: 'resolved', silent: true },
      ],
    },
  });
  instance.calls.take();
  const slices: number[] = [];
  for (;;) {
    const job = (await jobDesk.jobs.find(id)) as Job;
    if (hasEnded(job)) return { job, slices };
    slices.push(await timed(() => runSlice(jobDesk, { jobId: job.id, slice: job.slice })));
  }
}
