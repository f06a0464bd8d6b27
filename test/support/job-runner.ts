import type { SQSEvent } from 'aws-lambda';
import { handler } from '#functions/reactions/jobs/function.ts';
import { hasEnded, type Job } from '#shared/domain/job/job.ts';
import * as keys from '#shared/persistence/keys.ts';
import type { TestApi } from './api.ts';

const wakeOf = ({ id, slice }: Job): SQSEvent => {
  const body = JSON.stringify({ version: 1, jobId: id, slice });
  const attributes = { ApproximateReceiveCount: '1', SentTimestamp: '0', MessageGroupId: id };
  return { Records: [{ messageId: `${id} ${slice}`, body, attributes }] } as unknown as SQSEvent;
};

export async function readJob({ table }: Pick<TestApi, 'table'>, jobId: string): Promise<Job> {
  return (await table.get(keys.jobById(jobId)))?.['data'] as Job;
}

/** Runs the slice that is announced; what the function gives back to the queue is a fault here. */
export async function runNextSlice(job: Job): Promise<void> {
  const { batchItemFailures } = await handler(wakeOf(job));
  if (batchItemFailures.length > 0) throw new Error(`a slice of ${job.id} failed`);
}

/** As stream and queue would, moment after moment. */
export async function runJob(api: Pick<TestApi, 'table' | 'clock'>, jobId: string): Promise<Job> {
  for (let slices = 0; slices < 1_000; slices++) {
    const job = await readJob(api, jobId);
    if (hasEnded(job)) return job;
    if (job.waitsUntil !== null) api.clock.moveTo(Date.parse(job.waitsUntil));
    await runNextSlice(job);
  }
  throw new Error(`${jobId} does not end`);
}
