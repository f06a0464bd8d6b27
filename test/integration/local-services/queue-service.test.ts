import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  QueueDoesNotExist,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { aFolder, startForTest, startQueues } from './services-for-tests.ts';
import { aQueue } from './settings-for-tests.ts';

describe('the queue service', () => {
  it('names its queues by addresses that lead back to it', async () => {
    const { services, client } = await startQueues([aQueue('letters'), aQueue('lanes.fifo')]);

    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'letters' }));
    const { QueueUrls } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'lanes' }));

    expect(QueueUrl).toBe(services.queueUrl('letters'));
    expect(QueueUrls).toEqual([services.queueUrl('lanes.fifo')]);
    expect(QueueUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it.each([
    ['no such queue', 'absent', { MessageBody: 'x', name: 'QueueDoesNotExist' }],
    ['no group in a FIFO queue', 'lanes.fifo', { MessageBody: 'x', name: 'MissingParameter' }],
    [
      'no deduplication id',
      'lanes.fifo',
      { MessageBody: 'x', MessageGroupId: 'g', name: 'InvalidParameterValue' },
    ],
    [
      'a delay over 15 minutes',
      'letters',
      { MessageBody: 'x', DelaySeconds: 901, name: 'InvalidParameterValue' },
    ],
    [
      'more than 1 MiB',
      'letters',
      { MessageBody: 'x'.repeat(1024 * 1024 + 1), name: 'InvalidParameterValue' },
    ],
    ['an empty body', 'letters', { MessageBody: '', name: 'MissingParameter' }],
  ])('refuses %s', async (_, queueName, { name, ...message }) => {
    const { services, client } = await startQueues([aQueue('letters'), aQueue('lanes.fifo')]);

    const QueueUrl = services.queueUrl(queueName);
    const sending = () => client.send(new SendMessageCommand({ QueueUrl, ...message }));

    await expect(sending()).rejects.toMatchObject({ name });
    expect(services.queues.depth('letters').visible).toBe(0);
  });

  it('uses the error classes and both codes that the SDK knows', async () => {
    const { client } = await startQueues([]);

    const fault: unknown = await client.send(new GetQueueUrlCommand({ QueueName: 'absent' })).catch((e) => e);

    expect(fault).toBeInstanceOf(QueueDoesNotExist);
    expect(fault).toMatchObject({ Code: 'AWS.SimpleQueueService.NonExistentQueue' });
  });

  it('refuses a receipt handle that it never gave', async () => {
    const { services, client } = await startQueues([aQueue('letters')]);
    const QueueUrl = services.queueUrl('letters');

    const deleting = () => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'made up' }));

    await expect(deleting()).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('keeps a second platform off its folder', async () => {
    const dataFolder = aFolder();
    await startForTest({ dataFolder });

    await expect(startForTest({ dataFolder })).rejects.toThrow(/another platform/);
  });

  it('takes and gives over a thousand messages a second', async () => {
    const { queues } = await startQueues([aQueue('lanes.fifo')]);
    const startedAt = performance.now();

    for (let n = 0; n < 1000; n += 1) {
      queues.send('lanes.fifo', { body: `${n}`, groupId: `g${n % 100}`, deduplicationId: `${n}` });
    }
    let received = 0;
    for (
      let batch = queues.receive('lanes.fifo', 10);
      batch.length > 0;
      batch = queues.receive('lanes.fifo', 10)
    ) {
      received += batch.length;
      for (const { receiptHandle } of batch) queues.delete('lanes.fifo', receiptHandle);
    }

    expect(received).toBe(1000);
    // Far above the second that it should take: other tests may share the machine.
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });
});
