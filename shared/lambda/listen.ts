import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Connect, connectOnce } from './connect-once.ts';
import { logFault, withTraces } from './logger.ts';

export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

type Item = Readonly<Record<string, unknown>>;

/** One write to the table, as its stream tells it. */
export interface TableChange {
  /** The same whenever this change is told again. */
  readonly eventId: string;
  readonly kind: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly sequenceNumber: string;
  /** To the second, of the engine's clock. */
  readonly writtenAtMs: number;
  readonly before: Item | null;
  readonly after: Item | null;
  /** Whether the time to live removed it, and nobody. */
  readonly expired: boolean;
}

function toItem(image: unknown): Item | null {
  return image === undefined ? null : unmarshall(image as Record<string, AttributeValue>);
}

export function toTableChange(record: DynamoDBRecord): TableChange {
  const { NewImage, OldImage, SequenceNumber = '', ApproximateCreationDateTime = 0 } = record.dynamodb ?? {};
  return {
    eventId: record.eventID ?? '',
    kind: record.eventName ?? 'MODIFY',
    sequenceNumber: SequenceNumber,
    writtenAtMs: ApproximateCreationDateTime * 1000,
    before: toItem(OldImage),
    after: toItem(NewImage),
    expired: record.userIdentity?.principalId === 'dynamodb.amazonaws.com',
  };
}

/**
 * A function's handler for the table's stream, change by change in order. The first failure is reported by its number:
 * the stream resumes there, so nothing after it is lost, and what was done before it is not told again.
 */
export function listen<Desk>(
  reaction: (change: TableChange, desk: Desk) => Promise<void>,
  connect: Connect<Desk>,
): StreamHandler {
  const connected = connectOnce(connect);
  return async ({ Records }) => {
    for (const record of Records) {
      const change = toTableChange(record);
      try {
        await withTraces({ eventId: change.eventId }, async () => reaction(change, await connected()));
      } catch (error) {
        logFault(`A change failed: ${change.eventId}`, error);
        return { batchItemFailures: [{ itemIdentifier: change.sequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

/**
 * Like `listen` for a reaction that takes a whole batch in few requests. A failure throws: the mapping then halves the
 * batch until the change that fails stands alone, which reporting its first number would prevent.
 */
export function listenBatch<Desk>(
  reaction: (changes: readonly TableChange[], desk: Desk) => Promise<void>,
  connect: Connect<Desk>,
): StreamHandler {
  const connected = connectOnce(connect);
  return ({ Records }) =>
    withTraces({ count: Records.length }, async () => {
      await reaction(Records.map(toTableChange), await connected());
      return { batchItemFailures: [] };
    });
}
