import { afterEach, describe, expect, it } from 'vitest';
import { Activity } from '#infra/local/activity.ts';
import type { DynamodbWire } from '#infra/local/dynamodb-wire.ts';
import { PlatformStore } from '#infra/local/platform-store.ts';
import { StreamReader } from '#infra/local/stream/stream-reader.ts';

const mapping = {
  id: 'mapping',
  functionName: 'reader',
  batchSize: 10,
  filters: [],
  bisectsOnError: false,
  maximumRetryAttempts: -1,
  reportsItemFailures: false,
  onFailureQueueName: null,
};

const recordOf = (sequence: number) => ({
  eventID: `${sequence}`,
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: `${sequence}`, ApproximateCreationDateTime: 0 },
});

/** A stream of one shard, as the engine tells of it: the iterator is how many records were read. */
function startReader({ tellsVersion = true } = {}) {
  const stream = { records: 0, reads: 0, delivered: [] as string[] };
  const stored = () => Array.from({ length: stream.records }, (_, at) => recordOf(at + 1));
  const answers: Readonly<Record<string, (input: Record<string, unknown>) => unknown>> = {
    DescribeTable: () => ({ Table: { LatestStreamArn: 'stream' } }),
    DescribeStream: () => ({ StreamDescription: { Shards: [{ ShardId: 'shard' }] } }),
    GetShardIterator: () => ({ ShardIterator: '0' }),
    GetRecords: ({ ShardIterator }) => {
      stream.reads += 1;
      return { Records: stored().slice(Number(ShardIterator)), NextShardIterator: `${stream.records}` };
    },
  };
  const call = async (operation: string, input: Record<string, unknown>) => answers[operation]?.(input);
  const reader = new StreamReader({
    mapping,
    tableName: 'table',
    wire: { table: call, stream: call } as unknown as DynamodbWire,
    store: new PlatformStore(':memory:'),
    activity: new Activity(),
    tableVersion: () => (tellsVersion ? stream.records : null),
    invoke: async (_name, event) => {
      const { Records } = event as { Records: ReturnType<typeof recordOf>[] };
      stream.delivered.push(...Records.map(({ eventID }) => eventID));
      return { ok: true, requestId: 'request', payload: null };
    },
    sendToQueue: () => undefined,
    onRecord: () => undefined,
    now: () => 0,
  });
  reader.start();
  started.push(reader);
  return { reader, stream };
}

const started: StreamReader[] = [];
afterEach(async () => {
  for (const reader of started.splice(0)) await reader.close();
});

describe('a reader of the stream', () => {
  it('asks for records only when something was written', async () => {
    const { reader, stream } = startReader();
    stream.records = 2;
    while (!(await reader.isDrained())) expect(stream.reads).toBeLessThan(10);
    const { reads } = stream;

    for (let wake = 0; wake < 20; wake++) expect(await reader.isDrained()).toBe(true);
    expect(stream).toMatchObject({ reads, delivered: ['1', '2'] });

    stream.records = 3;
    while (!(await reader.isDrained())) expect(stream.reads).toBeLessThan(reads + 10);
    expect(stream.delivered).toEqual(['1', '2', '3']);
  });

  it('asks each time where nobody tells of writes', async () => {
    const { reader, stream } = startReader({ tellsVersion: false });
    while (!(await reader.isDrained())) expect(stream.reads).toBeLessThan(10);
    const { reads } = stream;

    for (let wake = 0; wake < 5; wake++) await reader.isDrained();

    expect(stream.reads).toBeGreaterThanOrEqual(reads + 5);
  });
});
