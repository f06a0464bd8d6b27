import { describe, expect, it } from 'vitest';
import type { Platform } from '#infra/local/platform.ts';
import { arn, everyMinute, fromQueue, fromStream, queue, type SmallAppParts } from './small-app.ts';
import { seen, start } from './start-small.ts';

/** A miniature of the real sweeps: looks 150 s ahead, sends each due entry as a delayed message. */
const sweeper = `
export const handler = async () => {
  await send(process.env.TICKS_URL, new Date(now()).toISOString());
  for (const shard of ['0', '1']) {
    const { Items } = await aws('DynamoDB_20120810', 'Query', {
      TableName: process.env.TABLE_NAME, IndexName: 'due',
      KeyConditionExpression: 'dueShard = :s AND dueAt <= :u',
      ExpressionAttributeValues: { ':s': { S: shard }, ':u': { S: new Date(now() + 150_000).toISOString() } },
    });
    for (const item of Items) await send(process.env.DUE_URL, item.pk.S, { DelaySeconds: Math.max(0, Math.ceil((Date.parse(item.dueAt.S) - now()) / 1000)) });
  }
};`;
const dueReader = `
export const handler = async ({ Records }) => { for (const record of Records) {
  const pk = JSON.parse(record.body);
  const { Item } = await aws('DynamoDB_20120810', 'GetItem', { TableName: process.env.TABLE_NAME, Key: { pk: { S: pk }, sk: { S: '-' } }, ConsistentRead: true });
  if (!Item?.dueAt) continue;
  if (pk.startsWith('stuck')) throw new Error('on purpose');
  await send(process.env.SEEN_URL, [pk, Item.dueAt.S, new Date(now()).toISOString()]);
  const again = Item.again ? { dueShard: Item.dueShard, dueAt: Item.again } : {};
  await put(pk, again);
} };`;
const planter = `
export const handler = async ({ Records }) => { for (const record of Records) for (const [pk, dueAt, again] of JSON.parse(record.body))
  await put(pk, { dueShard: { S: String(pk.length % 2) }, dueAt: { S: dueAt }, ...(again && { again: { S: again } }) }); };`;

describe('an advance of the clock', () => {
  const timed: SmallAppParts = {
    functions: {
      Sweeper: { source: sweeper.replaceAll('DUE_URL', 'DUEQUEUE_URL') },
      Reader: { source: dueReader },
      Planter: { source: planter },
      Announce: { source: 'export const handler = async () => undefined;' },
    },
    resources: {
      Ticks: queue(),
      Dead: queue(),
      DueQueue: queue({
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 3 },
      }),
      Plant: queue(),
      FromPlant: fromQueue('Plant', 'Planter'),
      FromDue: fromQueue('DueQueue', 'Reader', { BatchSize: 1 }),
      Stream: fromStream('Announce'),
      Minute: everyMinute('Sweeper'),
    },
  };
  const inSeconds = (platform: Platform, seconds: number) =>
    new Date(platform.now() + seconds * 1000).toISOString();
  const ticks = (platform: Platform) => {
    const { visible } = platform.queues.depth('Ticks');
    return visible;
  };

  it('does what is due in the order of time, at its time', async () => {
    const platform = await start(timed);
    const dues = [
      ['c', inSeconds(platform, 50_000), inSeconds(platform, 50_000 + 3600)],
      ['ab', inSeconds(platform, 7200)],
      ['a', inSeconds(platform, 300)],
      ['far', inSeconds(platform, 200_000)],
    ];
    platform.queues.send('Plant', { body: JSON.stringify(dues) });
    await platform.settle();

    await platform.advance(86_400);

    const done = seen(platform) as [string, string, string][];
    expect(done.map(([name]) => name)).toEqual(['a', 'ab', 'c', 'c']);
    for (const [, dueAt, doneAt] of done) {
      const lateMs = Date.parse(doneAt) - Date.parse(dueAt);
      expect(lateMs).toBeGreaterThanOrEqual(0);
      // The platform clock goes on while a busy machine works.
      expect(lateMs).toBeLessThan(60_000);
    }
    expect(ticks(platform)).toBeLessThan(12);
  });

  it('always sweeps at the end and never stays with what cannot be done', async () => {
    const platform = await start(timed);
    platform.queues.send('Plant', {
      body: JSON.stringify([
        ['stuck', inSeconds(platform, 400)],
        ['later', inSeconds(platform, 40_000)],
      ]),
    });
    await platform.settle();

    await platform.advance(43_200);

    expect((seen(platform) as string[][]).map(([name]) => name)).toEqual(['later']);
    expect(ticks(platform)).toBeLessThan(20);
  });

  it('moves the clock that functions read, and deletes what has expired', async () => {
    const platform = await start(timed);
    const before = platform.now();

    await platform.advance(3600);

    expect(platform.now() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(platform.now() - before).toBeLessThan(3_630_000);
  });
});
