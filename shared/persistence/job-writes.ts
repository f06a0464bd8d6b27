import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Job, Step } from '#shared/domain/job/job.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { JobMark } from '#shared/domain/ticket/ticket-store.ts';
import * as keys from './keys.ts';
import { put, putNew, update, type Write } from './write.ts';

const keptSeconds = 90 * 86_400;
const expiryAfter = (at: string) => Math.ceil(toEpochMs(at) / 1000) + keptSeconds;

/** @param dueShards shards of the due index, in which it waits to be looked after. */
export function newJobWrite(job: Job, dueShards: number): Write {
  const beside = job.dueAt === null ? {} : dueKeysOf({ ...job, dueAt: job.dueAt }, dueShards);
  return putNew(keys.jobById(job.id), 'job', { data: job, beside });
}

function dueKeysOf({ id, dueAt }: { id: string; dueAt: string }, dueShards: number) {
  return keys.dueKeys({ at: dueAt, sweep: 'wake' }, keys.shardOf(id, dueShards));
}

/** What steps change; who asked, and a wish to end early, are others' to say. */
const stepFields = [
  'updatedAt',
  'state',
  'total',
  'done',
  'failed',
  'errors',
  'endedAt',
  'position',
  'step',
  'slice',
  'waitsUntil',
  'dueAt',
] as const satisfies readonly (keyof Job)[];

/** Only over the step before it. */
export function stepWrite(after: Job, dueShards: number): Write {
  const { id, dueAt, endedAt } = after;
  const due = dueAt === null ? {} : dueKeysOf({ id, dueAt }, dueShards);
  return update(keys.jobById(id), {
    set: [
      ...stepFields.map((field) => [['data', field], after[field]] as const),
      ...Object.entries(due).map(([name, value]) => [[name], value] as const),
      ...(endedAt === null ? [] : ([[['expiresAt'], expiryAfter(endedAt)]] as const)),
    ],
    add: [[['data', 'version'], 1]],
    remove: dueAt === null ? [['dueShard'], ['dueAt']] : [],
    when: (names) => `${names.path(['data', 'step'])} = ${names.value(after.step - 1)}`,
  });
}

export function gatheredWrite(job: Job, { page, ticketIds }: NonNullable<Step['gathered']>): Write {
  const beside = { expiresAt: expiryAfter(job.updatedAt) };
  return put(keys.gatheredBy(job.id, page), 'jobPage', { data: { ticketIds }, beside });
}

/** In the transaction of what the job did to the ticket. */
export function doneWrite({ jobId, round }: JobMark, { id, updatedAt }: Ticket): Write {
  const thing = { data: { jobId, ticketId: id }, beside: { expiresAt: expiryAfter(updatedAt) } };
  return putNew(keys.doneBy(jobId, round, id), 'jobMark', thing);
}
