import { describe, expect, it } from 'vitest';
import type { Platform } from '#infra/local/platform.ts';
import { arn, fromQueue, fromStream, queue } from './small-app.ts';
import { seen, start } from './start-small.ts';

const streamSource = (body: string) => `
export const handler = async ({ Records }) => {
  const names = Records.map((record) => record.dynamodb.Keys.pk.S);
  await send(process.env.SEEN_URL, names);
  ${body}
};`;

describe('the stream and its function', () => {
  const writer = {
    source: `export const handler = async ({ Records }) => { for (const record of Records) { const { names, type } = JSON.parse(record.body); for (const name of names) await put(name, { type: { S: type ?? 'entry' } }); } };`,
  };
  const resources = (more: Record<string, unknown>) => ({
    Work: queue(),
    Lost: queue(),
    Mapping: fromQueue('Work', 'Writer'),
    Stream: fromStream('Reader', more),
  });
  const write = (platform: Platform, names: string[], type?: string) =>
    platform.queues.send('Work', { body: JSON.stringify({ names, type }) });

  it('delivers what its filter lets through, in order', async () => {
    const pattern = {
      eventName: ['INSERT'],
      dynamodb: { NewImage: { type: { S: ['entry', { prefix: 'tick' }] } } },
    };
    const platform = await start({
      functions: { Writer: writer, Reader: { source: streamSource('') } },
      resources: resources({ FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] } }),
    });
    write(platform, ['a', 'b']);
    await platform.settle();
    write(platform, ['c'], 'counter');
    await platform.settle();
    write(platform, ['d'], 'ticket');
    await platform.settle();

    expect((seen(platform) as string[][]).flat()).toEqual(['a', 'b', 'd']);
  });

  it('halves a batch that fails until the bad record is alone, then tells the destination where it is', async () => {
    const platform = await start({
      functions: {
        Writer: writer,
        Reader: { source: streamSource("if (names.includes('bad')) throw new Error('on purpose');") },
      },
      resources: resources({ DestinationConfig: { OnFailure: { Destination: arn('Lost') } } }),
    });
    write(platform, ['a', 'b', 'bad', 'c', 'd']);

    await platform.settle();

    const batches = seen(platform) as string[][];
    expect(batches.filter((names) => names.join() === 'bad')).toHaveLength(3);
    const good = new Set(batches.filter((names) => !names.includes('bad')).flat());
    expect([...good].sort()).toEqual(['a', 'b', 'c', 'd']);
    const [lost] = platform.queues.receive('Lost', 10);
    expect(JSON.parse(lost?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
  });

  it('goes on from the record that the function reports', async () => {
    const platform = await start({
      functions: {
        Writer: writer,
        Reader: {
          source: streamSource(`
            globalThis.tries ??= 0;
            const at = names.indexOf('slow');
            if (at >= 0 && globalThis.tries++ < 2) return { batchItemFailures: [{ itemIdentifier: Records[at].dynamodb.SequenceNumber }] };`),
        },
      },
      resources: resources({ BisectBatchOnFunctionError: false, MaximumRetryAttempts: 5 }),
    });
    write(platform, ['a', 'slow', 'b']);

    await platform.settle();

    const all = (seen(platform) as string[][]).flat();
    expect(all.filter((name) => name === 'a')).toHaveLength(1);
    expect(all.at(-1)).toBe('b');
    expect(all.filter((name) => name === 'slow').length).toBeGreaterThanOrEqual(2);
  });
});
