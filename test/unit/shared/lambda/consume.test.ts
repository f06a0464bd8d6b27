import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Refusal, type RefusalCode, refusalCodes } from '#shared/domain/refusal.ts';
import { consume, consumeBatch, type Delivery } from '#shared/lambda/consume.ts';
import { refusalFate } from '#shared/lambda/refusal-fate.ts';

const Wish = z.strictObject({ name: z.string() });

function record(messageId: string, body: unknown, groupId?: string): SQSRecord {
  return {
    messageId,
    receiptHandle: `handle ${messageId}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '1795262400000',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '1795262400000',
      ...(groupId && { MessageGroupId: groupId }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-local-1:000000000000:wishes',
    awsRegion: 'eu-local-1',
  };
}

const done: string[] = [];
const deliveries: Delivery[] = [];

async function fulfil({ name }: z.output<typeof Wish>, _desk: null, delivery: Delivery): Promise<void> {
  if (name === 'broken') {
    throw new Error('broken');
  }
  if (refusalCodes.some((code) => code === name)) {
    throw new Refusal(name as RefusalCode, 'No');
  }
  done.push(name);
  deliveries.push(delivery);
}

const handler = consume(Wish, fulfil, () => null);

async function failedOf(...records: SQSRecord[]): Promise<string[]> {
  const { batchItemFailures } = await handler({ Records: records });
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

beforeEach(() => {
  done.length = 0;
  deliveries.length = 0;
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

describe('consume', () => {
  it('gives each message to the reaction with what the queue knows of it', async () => {
    const failed = await failedOf(record('m1', { name: 'one' }, 'lane'));

    expect(failed).toEqual([]);
    expect(done).toEqual(['one']);
    expect(deliveries).toEqual([
      { queueMessageId: 'm1', groupId: 'lane', attempt: 2, sentAtMs: 1_795_262_400_000 },
    ]);
  });

  it.each([
    ['a fault', { name: 'broken' }],
    ['a body that is no JSON', '{'],
    ['a body of another shape', { other: 1 }],
  ])('reports %s and goes on with the others of a standard queue', async (_name, body) => {
    const failed = await failedOf(record('m1', body), record('m2', { name: 'two' }));

    expect(failed).toEqual(['m1']);
    expect(done).toEqual(['two']);
  });

  it('keeps the order of a group: after a failure the rest of it comes again, untouched', async () => {
    const failed = await failedOf(
      record('a1', { name: 'a1' }, 'a'),
      record('a2', { name: 'broken' }, 'a'),
      record('b1', { name: 'b1' }, 'b'),
      record('a3', { name: 'a3' }, 'a'),
    );

    expect(failed).toEqual(['a2', 'a3']);
    expect(done.toSorted()).toEqual(['a1', 'b1']);
  });

  it.each(refusalCodes)('settles the refusal %s by its fate', async (code) => {
    const failed = await failedOf(record('m1', { name: code }));

    expect(failed).toEqual(refusalFate[code] === 'done' ? [] : ['m1']);
  });

  it('reports everything when there is no connection', async () => {
    const unconnected = consume(Wish, fulfil, () => Promise.reject(new Error('no connection')));

    const { batchItemFailures } = await unconnected({ Records: [record('m1', { name: 'one' })] });

    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm1' }]);
  });
});

describe('consumeBatch', () => {
  const batches: string[][] = [];
  const batchHandler = consumeBatch(
    Wish,
    async (wishes, _desk: null) => {
      batches.push(wishes.map(({ name }) => name));
      if (wishes.some(({ name }) => name === 'broken')) {
        throw new Error('broken');
      }
    },
    () => null,
  );
  const event = (...records: SQSRecord[]): SQSEvent => ({ Records: records });

  beforeEach(() => {
    batches.length = 0;
  });

  it('gives all readable messages at once and reports the others', async () => {
    const answer = await batchHandler(
      event(record('m1', { name: 'one' }), record('m2', '{'), record('m3', { name: 'three' })),
    );

    expect(batches).toEqual([['one', 'three']]);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm2' }]);
  });

  it('reports all of a batch that failed', async () => {
    const answer = await batchHandler(event(record('m1', { name: 'one' }), record('m2', { name: 'broken' })));

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }]);
  });

  it('leaves the reaction alone when nothing is readable', async () => {
    await batchHandler(event(record('m1', '{')));

    expect(batches).toEqual([]);
  });
});
