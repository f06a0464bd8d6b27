import { createHash } from 'node:crypto';
import type { QueuedMessage } from './contracts.ts';
import { arnOf, localAccount, localRegion } from './template/aws-names.ts';

/** What an event source mapping hands to a function for a batch of queue messages. */
export function toQueueEvent(queueName: string, messages: readonly QueuedMessage[]): Record<string, unknown> {
  return { Records: messages.map((message) => toRecord(queueName, message)) };
}

function toRecord(queueName: string, message: QueuedMessage): Record<string, unknown> {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: toAttributes(message),
    messageAttributes: toMessageAttributes(message),
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: arnOf('sqs', queueName),
    awsRegion: localRegion,
  };
}

function toAttributes(message: QueuedMessage): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAtMs),
    SenderId: localAccount,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    ...(message.groupId !== null && { MessageGroupId: message.groupId }),
    ...(message.deduplicationId !== null && { MessageDeduplicationId: message.deduplicationId }),
    ...(message.sequenceNumber !== null && { SequenceNumber: message.sequenceNumber }),
  };
}

function toMessageAttributes({ attributes }: QueuedMessage): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      {
        ...(type.startsWith('Binary') ? { binaryValue: value } : { stringValue: value }),
        stringListValues: [],
        binaryListValues: [],
        dataType: type,
      },
    ]),
  );
}
