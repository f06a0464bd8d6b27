import { beforeEach, describe, expect, it } from 'vitest';
import { TicketActions } from '#shared/domain/action/ticket-action.ts';
import type { Job } from '#shared/domain/job/job.ts';
import { wakeJob } from '#shared/domain/job/wake-job.ts';
import { aJobWorld, type JobWorld, runToEnd, startJob } from './job-worlds.ts';

let world: JobWorld;
let job: Job;
beforeEach(async () => {
  world = aJobWorld(1);
  job = await startJob(world, TicketActions.parse([{ type: 'delete' }]));
});
const later = () => {
  world.desk.nowMs += 16 * 60_000;
};

describe('wakeJob', () => {
  it('names the slice of a job that was not heard of, once', async () => {
    later();

    expect(await wakeJob(world.desk, job.id)).toEqual({ jobId: job.id, slice: 0 });
    expect(await wakeJob(world.desk, job.id)).toBeNull();
  });

  it('leaves alone one that goes on, one that has ended, and one that is gone', async () => {
    expect(await wakeJob(world.desk, job.id)).toBeNull();
    await runToEnd(world, job);
    later();

    expect(await wakeJob(world.desk, job.id)).toBeNull();
    expect(await wakeJob(world.desk, 'job_gone')).toBeNull();
  });
});
