import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { type Connect, connectOnce } from './connect-once.ts';
import { withTraces } from './logger.ts';
import { readMessage } from './read-message.ts';
import { settleFailure } from './settle-failure.ts';

export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** What the queue knows of a message beside its body. */
export interface Delivery {
  readonly queueMessageId: string;
  readonly groupId: string | null;
  /** 1 at the first attempt. */
  readonly attempt: number;
  readonly sentAtMs: number;
}

/** One message, one effect. Receiving it twice must be harmless. */
export type Reaction<Message, Desk> = (message: Message, desk: Desk, delivery: Delivery) => Promise<void>;

function groupIdOf(record: SQSRecord): string | null {
  return record.attributes.MessageGroupId ?? null;
}

function toDelivery(record: SQSRecord): Delivery {
  return {
    queueMessageId: record.messageId,
    groupId: groupIdOf(record),
    attempt: Number(record.attributes.ApproximateReceiveCount),
    sentAtMs: Number(record.attributes.SentTimestamp),
  };
}

/** Messages of one group in their order; of a standard queue, each message by itself. */
function toLanes(records: readonly SQSRecord[]): SQSRecord[][] {
  const lanes = Map.groupBy(records, (record) => groupIdOf(record) ?? `single ${record.messageId}`);
  return [...lanes.values()];
}

/** From the first failure of a lane on all of it must come again, or a later message would overtake. */
async function walkLane(
  lane: readonly SQSRecord[],
  react: (record: SQSRecord) => Promise<'over' | 'again'>,
): Promise<readonly SQSRecord[]> {
  for (const [at, record] of lane.entries()) {
    if ((await react(record)) === 'again') {
      return lane.slice(at);
    }
  }
  return [];
}

function report(failed: readonly SQSRecord[]): SQSBatchResponse {
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/**
 * A function's handler for an SQS queue, standard or FIFO: lanes side by side, messages of a lane in order, failures
 * reported one by one (the mapping asks for `ReportBatchItemFailures`).
 */
export function consume<Schema extends z.ZodType, Desk>(
  schema: Schema,
  reaction: Reaction<z.output<Schema>, Desk>,
  connect: Connect<Desk>,
): QueueHandler {
  const connected = connectOnce(connect);
  const react = (record: SQSRecord) =>
    withTraces({ queueMessageId: record.messageId }, async () => {
      try {
        await reaction(readMessage(schema, record.body), await connected(), toDelivery(record));
        return 'over';
      } catch (error) {
        return settleFailure(error);
      }
    });
  return async ({ Records }) => {
    const lanes = await Promise.all(toLanes(Records).map((lane) => walkLane(lane, react)));
    return report(lanes.flat());
  };
}

/** Every readable message of a batch at once, so that equal wishes can be served once. */
export type BatchReaction<Message, Desk> = (messages: readonly Message[], desk: Desk) => Promise<void>;

interface Readings<Message> {
  readonly messages: Message[];
  readonly unreadable: SQSRecord[];
}

function readAll<Schema extends z.ZodType>(
  schema: Schema,
  records: readonly SQSRecord[],
): Readings<z.output<Schema>> {
  const readings: Readings<z.output<Schema>> = { messages: [], unreadable: [] };
  for (const record of records) {
    try {
      readings.messages.push(readMessage(schema, record.body));
    } catch (error) {
      settleFailure(error);
      readings.unreadable.push(record);
    }
  }
  return readings;
}

/** Like `consume` for a reaction that takes a whole batch: it is done with all of it, or all of it comes again. */
export function consumeBatch<Schema extends z.ZodType, Desk>(
  schema: Schema,
  reaction: BatchReaction<z.output<Schema>, Desk>,
  connect: Connect<Desk>,
): QueueHandler {
  const connected = connectOnce(connect);
  const react = async (messages: readonly z.output<Schema>[]) => {
    if (messages.length > 0) {
      await reaction(messages, await connected());
    }
  };
  return ({ Records }) =>
    withTraces({ count: Records.length }, async () => {
      const { messages, unreadable } = readAll(schema, Records);
      try {
        await react(messages);
        return report(unreadable);
      } catch (error) {
        return report(settleFailure(error) === 'again' ? Records : unreadable);
      }
    });
}
