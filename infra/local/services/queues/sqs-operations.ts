import { setTimeout as wait } from 'node:timers/promises';
import type { QueueSettings } from '../../contracts.ts';
import type { DurableQueues } from './durable-queues.ts';
import { invalidParameter, QueueRefusal } from './queue-refusal.ts';
import {
  largestMessageBytes,
  measureBytes,
  type ReceiveWish,
  toOutgoingMessage,
  toReceivedMessage,
  toSentAnswer,
  type WireMessage,
} from './sqs-shapes.ts';

interface BatchEntry extends WireMessage {
  readonly Id: string;
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
}

export interface QueueRequest extends WireMessage, ReceiveWish {
  readonly QueueUrl?: string;
  readonly QueueName?: string;
  readonly QueueNamePrefix?: string;
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
  readonly MaxNumberOfMessages?: number;
  readonly WaitTimeSeconds?: number;
  readonly Entries?: readonly BatchEntry[];
}

type Operation = (queues: DurableQueues, request: QueueRequest) => unknown;

export const sqsOperations: Readonly<Record<string, Operation>> = {
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  ReceiveMessage: receiveMessages,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: (queues, request) =>
    answerEach(request, (entry) => deleteMessage(queues, { ...entry, ...urlOf(request) })),
  ChangeMessageVisibility: changeVisibility,
  ChangeMessageVisibilityBatch: (queues, request) =>
    answerEach(request, (entry) => changeVisibility(queues, { ...entry, ...urlOf(request) })),
  GetQueueUrl: (queues, request) => ({ QueueUrl: queues.getSettings(request.QueueName ?? '').name }),
  GetQueueAttributes: getAttributes,
  ListQueues: (queues, { QueueNamePrefix = '' }) => ({
    QueueUrls: queues.settings.map(({ name }) => name).filter((name) => name.startsWith(QueueNamePrefix)),
  }),
  PurgeQueue: (queues, request) => queues.purge(nameOf(request)),
};

function nameOf({ QueueUrl }: QueueRequest): string {
  if (!QueueUrl)
    throw new QueueRefusal('MissingParameter', 'The request must contain the parameter QueueUrl.');
  return QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
}

function urlOf({ QueueUrl }: QueueRequest): { QueueUrl: string } {
  return { QueueUrl: QueueUrl ?? '' };
}

function sendMessage(queues: DurableQueues, request: QueueRequest) {
  const { name, fifo } = queues.getSettings(nameOf(request));
  const message = toOutgoingMessage(request, fifo);
  if (measureBytes(message) > largestMessageBytes) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${largestMessageBytes} bytes.`,
    );
  }
  return toSentAnswer(message, queues.send(name, message));
}

function sendMessageBatch(queues: DurableQueues, request: QueueRequest) {
  const total = (request.Entries ?? []).reduce(
    (sum, { MessageBody = '' }) => sum + Buffer.byteLength(MessageBody),
    0,
  );
  if (total > largestMessageBytes) {
    throw new QueueRefusal(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${largestMessageBytes} bytes. You have sent ${total} bytes.`,
    );
  }
  return answerEach(request, (entry) => sendMessage(queues, { ...entry, ...urlOf(request) }));
}

/** Long polling waits on wall time: the platform clock may stand still. */
async function receiveMessages(queues: DurableQueues, request: QueueRequest) {
  const name = nameOf(request);
  const most = request.MaxNumberOfMessages ?? 1;
  if (most < 1 || most > 10) {
    throw invalidParameter(
      `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    );
  }
  const { VisibilityTimeout: visibilitySeconds } = request;
  const wish = { most, ...(visibilitySeconds === undefined ? {} : { visibilitySeconds }) };
  const giveUpAt = performance.now() + (request.WaitTimeSeconds ?? 0) * 1000;
  let messages = queues.take(name, wish);
  while (messages.length === 0 && performance.now() < giveUpAt && !queues.isClosed()) {
    await wait(25);
    messages = queues.isClosed() ? [] : queues.take(name, wish);
  }
  return messages.length === 0
    ? {}
    : { Messages: messages.map((message) => toReceivedMessage(message, request)) };
}

function deleteMessage(queues: DurableQueues, request: QueueRequest): undefined {
  queues.delete(nameOf(request), request.ReceiptHandle ?? '');
}

function changeVisibility(queues: DurableQueues, request: QueueRequest): undefined {
  const { ReceiptHandle = '', VisibilityTimeout: seconds = 0 } = request;
  if (seconds < 0 || seconds > 43_200) {
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200.`,
    );
  }
  const name = nameOf(request);
  if (!queues.isInFlight(name, ReceiptHandle)) {
    throw new QueueRefusal('MessageNotInflight', 'The specified message is not in flight.');
  }
  queues.changeVisibility(name, ReceiptHandle, seconds);
}

function getAttributes(queues: DurableQueues, request: QueueRequest) {
  const settings = queues.getSettings(nameOf(request));
  const { visible, inFlight, delayed } = queues.depth(settings.name);
  const counts = {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
  const all: Record<string, string> = { ...counts, ...toSettingAttributes(settings) };
  const wanted = request.AttributeNames ?? [];
  const chosen = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name));
  return { Attributes: Object.fromEntries(chosen) };
}

function toArn(name: string): string {
  return `arn:aws:sqs:eu-local-1:000000000000:${name}`;
}

function toSettingAttributes(settings: QueueSettings): Record<string, string> {
  const { deadLetter } = settings;
  const redrive = deadLetter && {
    deadLetterTargetArn: toArn(deadLetter.queueName),
    maxReceiveCount: deadLetter.maxReceiveCount,
  };
  return {
    QueueArn: toArn(settings.name),
    VisibilityTimeout: String(settings.visibilitySeconds),
    DelaySeconds: String(settings.delaySeconds),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    MaximumMessageSize: String(largestMessageBytes),
    ...(redrive ? { RedrivePolicy: JSON.stringify(redrive) } : {}),
    ...(settings.fifo
      ? { FifoQueue: 'true', ContentBasedDeduplication: String(settings.contentBasedDeduplication) }
      : {}),
  };
}

/** Each entry succeeds or fails by itself. */
function answerEach(request: QueueRequest, answer: (entry: BatchEntry) => object | undefined) {
  const entries = request.Entries ?? [];
  refuseBadBatch(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...answer(entry) });
    } catch (fault) {
      if (!(fault instanceof QueueRefusal)) throw fault;
      Failed.push({ Id: entry.Id, Code: fault.code, Message: fault.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function refuseBadBatch(entries: readonly BatchEntry[]): void {
  if (entries.length === 0) {
    throw new QueueRefusal('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > 10) {
    throw new QueueRefusal('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new QueueRefusal('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  }
}
