import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueMessage, SendMessages } from './queue-messages.ts';

/** SQS takes ten messages a request. */
const batchSize = 10;
const tries = 3;

export function sendMessagesTo(client: SQSClient, queueUrl: string): SendMessages {
  return async (messages) => {
    const batches: Promise<void>[] = [];
    for (let at = 0; at < messages.length; at += batchSize) {
      batches.push(sendBatch(client, queueUrl, messages.slice(at, at + batchSize).map(toEntry)));
    }
    await Promise.all(batches);
  };
}

function toEntry(message: QueueMessage, position: number): SendMessageBatchRequestEntry {
  const { groupId, deduplicationId, delaySeconds } = message;
  return {
    Id: String(position),
    MessageBody: JSON.stringify(message.body),
    ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
    ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
    ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
  };
}

/** A request may succeed for some of its messages only; the others are sent again. */
async function sendBatch(
  client: SQSClient,
  queueUrl: string,
  entries: SendMessageBatchRequestEntry[],
): Promise<void> {
  let left = entries;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: left }),
    );
    if (Failed.length === 0) return;
    const failed = new Set(Failed.map((failure) => failure.Id));
    left = left.filter((entry) => failed.has(entry.Id));
  }
  throw new Error(`${left.length} messages could not be sent`);
}
