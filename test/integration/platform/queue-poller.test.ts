import { describe, expect, it } from 'vitest';
import { arn, fromQueue, queue } from './small-app.ts';
import { seen, start } from './start-small.ts';

const tellBodies = `
export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const record of Records) {
    const body = JSON.parse(record.body);
    if (body.fails) { batchItemFailures.push({ itemIdentifier: record.messageId }); if (record.attributes.MessageGroupId) { for (const rest of Records.slice(Records.indexOf(record) + 1)) batchItemFailures.push({ itemIdentifier: rest.messageId }); break; } continue; }
    await send(process.env.SEEN_URL, { n: body.n, count: record.attributes.ApproximateReceiveCount });
  }
  return { batchItemFailures };
};`;

describe('a queue and its function', () => {
  it('deletes what succeeds, shows the rest again when its visibility ends, and buries it at last', async () => {
    const platform = await start({
      functions: { Reader: { source: tellBodies } },
      resources: {
        Dead: queue(),
        Work: queue({
          VisibilityTimeout: 30,
          RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 },
        }),
        Mapping: fromQueue('Work', 'Reader'),
      },
    });
    for (const n of [1, 2, 3]) platform.queues.send('Work', { body: JSON.stringify({ n, fails: n === 2 }) });

    await platform.settle();

    expect(seen(platform)).toEqual([
      { n: 1, count: '1' },
      { n: 3, count: '1' },
    ]);
    expect(platform.queues.depth('Work')).toMatchObject({ visible: 0, inFlight: 1 });
    await platform.advance(61);
    expect(platform.queues.depth('Work')).toMatchObject({ visible: 0, inFlight: 0 });
    const letters = await (await fetch(`${platform.url}/_local/dead-letters`)).json();
    expect(letters).toMatchObject({ items: [{ queue: 'Dead', body: '{"n":2,"fails":true}' }] });
    expect(platform.queues.depth('Dead').visible).toBe(1);
  });

  it('keeps the order of a FIFO group when one of its messages fails', async () => {
    const platform = await start({
      functions: {
        Reader: {
          source: `${tellBodies.replace('if (body.fails)', "if (body.fails && record.attributes.ApproximateReceiveCount === '1')")}`,
        },
      },
      resources: {
        Lane: queue({ QueueName: 'Lane.fifo', FifoQueue: true, VisibilityTimeout: 30 }),
        Mapping: fromQueue('Lane', 'Reader'),
      },
    });
    const lane = (n: number, groupId: string, fails = false) =>
      platform.queues.send('Lane.fifo', {
        body: JSON.stringify({ n, fails }),
        groupId,
        deduplicationId: `${n}`,
      });
    for (const n of [1, 2, 3, 4]) lane(n, 'a', n === 2);
    lane(9, 'b');

    await platform.settle();
    const before = seen(platform) as { n: number }[];
    await platform.advance(31);
    const after = seen(platform) as { n: number }[];

    expect(before.map(({ n }) => n).sort()).toEqual([1, 9]);
    expect(after.map(({ n }) => n)).toEqual([2, 3, 4]);
  });

  it.each([
    ['throws', 'throw new Error("on purpose")'],
    ['exits', 'process.exit(1)'],
    ['answers what cannot be read', 'return { batchItemFailures: [{ itemIdentifier: "" }] }'],
  ])('takes the whole batch as failed when the function %s', async (_, statement) => {
    const platform = await start({
      functions: { Reader: { source: `export const handler = async () => { ${statement}; };` } },
      resources: { Work: queue(), Mapping: fromQueue('Work', 'Reader') },
    });
    platform.queues.send('Work', { body: '{}' });

    await platform.settle();

    expect(platform.queues.depth('Work')).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  });
});
