import { SQSClient } from '@aws-sdk/client-sqs';
import type { DueMoment } from '#events/contracts/due-moment.ts';
import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { DueThing } from '#shared/domain/due/due-store.ts';
import type { SweepDesk } from '#shared/domain/due/sweep.ts';
import type { QueueMessage } from '#shared/messaging/queue-messages.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import { openDueStore } from '#shared/persistence/due-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';

/** What a sweep works with: the due index, and the queue that holds each thing back until its moment. */
export function connectSweep(): SweepDesk & { readonly stage: string } {
  const settings = readEnvironment(['tableName', 'dueShards', 'dueQueueUrl', 'stage']);
  const send = sendMessagesTo(new SQSClient({}), settings.dueQueueUrl);
  return {
    due: openDueStore(openTable(settings.tableName), settings.dueShards),
    now,
    remind: (things) => send(things.map((thing) => reminder(thing, now()))),
    stage: settings.stage,
  };
}

function reminder({ pk, sk, dueAt }: DueThing, nowMs: number): QueueMessage {
  const body: DueMoment = { version: 1, pk, sk, dueAt };
  return { body, delaySeconds: Math.max(0, Math.ceil((toEpochMs(dueAt) - nowMs) / 1000)) };
}
