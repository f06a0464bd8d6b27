import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { listen, listenBatch, type TableChange } from '#shared/lambda/listen.ts';

function record(id: string, removedBy?: string): DynamoDBRecord {
  return {
    eventID: `event ${id}`,
    eventName: 'MODIFY',
    ...(removedBy && { userIdentity: { type: 'Service', principalId: removedBy } }),
    dynamodb: {
      SequenceNumber: id,
      ApproximateCreationDateTime: 1_795_262_400,
      Keys: { pk: { S: 'p' } },
      OldImage: { pk: { S: 'p' }, count: { N: '1' }, tags: { L: [{ S: 'a' }] }, gone: { NULL: true } },
      NewImage: { pk: { S: 'p' }, count: { N: '2' }, tags: { L: [] }, inner: { M: { is: { BOOL: true } } } },
    },
  };
}

describe('listen', () => {
  it('tells a change with both images as plain values', async () => {
    const changes: TableChange[] = [];
    const handler = listen(
      async (change) => {
        changes.push(change);
      },
      () => null,
    );

    const answer = await handler({ Records: [record('1')] });

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(changes).toEqual([
      {
        eventId: 'event 1',
        kind: 'MODIFY',
        sequenceNumber: '1',
        writtenAtMs: 1_795_262_400_000,
        before: { pk: 'p', count: 1, tags: ['a'], gone: null },
        after: { pk: 'p', count: 2, tags: [], inner: { is: true } },
        expired: false,
      },
    ]);
  });

  it('stops at the first failure and reports its number', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const told: string[] = [];
    const handler = listen(
      async ({ sequenceNumber }) => {
        told.push(sequenceNumber);
        if (sequenceNumber === '2') {
          throw new Error('broken');
        }
      },
      () => null,
    );

    const answer = await handler({ Records: [record('1'), record('2'), record('3')] });

    expect(told).toEqual(['1', '2']);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  it('knows what only the time to live removed', async () => {
    const expired: boolean[] = [];
    const handler = listen(
      async (change) => {
        expired.push(change.expired);
      },
      () => null,
    );

    await handler({ Records: [record('1', 'dynamodb.amazonaws.com'), record('2')] });

    expect(expired).toEqual([true, false]);
  });
});

describe('listenBatch', () => {
  it('tells all changes at once', async () => {
    const counts: number[] = [];
    const handler = listenBatch(
      async (changes) => {
        counts.push(changes.length);
      },
      () => null,
    );

    await handler({ Records: [record('1'), record('2')] });

    expect(counts).toEqual([2]);
  });

  it('throws, so that the mapping halves the batch', async () => {
    const handler = listenBatch(
      async () => {
        throw new Error('broken');
      },
      () => null,
    );

    await expect(handler({ Records: [record('1')] })).rejects.toThrow('broken');
  });
});
