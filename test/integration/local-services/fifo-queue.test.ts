import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { Services } from '#infra/local/contracts.ts';
import { aFolder, startForTest, startQueues } from './services-for-tests.ts';
import { aClock, aQueue, minute } from './settings-for-tests.ts';

const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);

function sendAll(
  services: Services,
  queueName: string,
  sent: readonly (readonly [group: string, body: string])[],
) {
  for (const [groupId, body] of sent)
    services.queues.send(queueName, { groupId, body, deduplicationId: body });
}

describe('a FIFO queue', () => {
  it('keeps the order of a group, one group a batch, and holds back only a group in flight', async () => {
    const { services, queues } = await startQueues([aQueue('lanes.fifo')]);
    sendAll(services, 'lanes.fifo', [
      ['a', 'a1'],
      ['b', 'b1'],
      ['a', 'a2'],
      ['a', 'a3'],
    ]);

    const first = queues.receive('lanes.fifo', 2);
    const second = queues.receive('lanes.fifo', 10);

    expect(bodies(first)).toEqual(['a1', 'a2']);
    expect(bodies(second)).toEqual(['b1']);
    expect(queues.receive('lanes.fifo', 10)).toEqual([]);
    expect(queues.depth('lanes.fifo')).toEqual({ visible: 0, inFlight: 3, delayed: 1 });
    for (const { receiptHandle } of first) queues.delete('lanes.fifo', receiptHandle);
    expect(bodies(queues.receive('lanes.fifo', 10))).toEqual(['a3']);
  });

  it('gives nothing of a group while a later message of it is still in flight', async () => {
    const { services, queues } = await startQueues([aQueue('lanes.fifo')]);
    sendAll(services, 'lanes.fifo', [
      ['a', 'a1'],
      ['a', 'a2'],
    ]);
    const [a1, a2] = queues.receive('lanes.fifo', 10);

    queues.changeVisibility('lanes.fifo', a1!.receiptHandle, 0);
    expect(queues.receive('lanes.fifo', 10)).toEqual([]);
    queues.changeVisibility('lanes.fifo', a2!.receiptHandle, 0);

    expect(bodies(queues.receive('lanes.fifo', 10))).toEqual(['a1', 'a2']);
  });

  it('goes on with the group after its first message became a dead letter', async () => {
    const deadLetter = { queueName: 'dead.fifo', maxReceiveCount: 1 };
    const { services, queues, clock } = await startQueues([
      aQueue('lanes.fifo', { deadLetter }),
      aQueue('dead.fifo'),
    ]);
    sendAll(services, 'lanes.fifo', [
      ['a', 'a1'],
      ['a', 'a2'],
    ]);
    queues.receive('lanes.fifo', 1);

    clock.moveTo(clock.now() + minute);

    expect(bodies(queues.receive('lanes.fifo', 1))).toEqual(['a2']);
    expect(bodies(queues.receive('dead.fifo', 1))).toEqual(['a1']);
  });

  it('answers a message sent twice within five minutes with the first one', async () => {
    const { services, queues, client, clock } = await startQueues([aQueue('lanes.fifo')]);
    const QueueUrl = services.queueUrl('lanes.fifo');
    const command = (body: string) =>
      new SendMessageCommand({
        QueueUrl,
        MessageBody: body,
        MessageGroupId: 'g',
        MessageDeduplicationId: 'once',
      });

    const first = await client.send(command('one'));
    const second = await client.send(command('two'));
    clock.moveTo(clock.now() + 5 * minute);
    const third = await client.send(command('three'));

    expect([second.MessageId, second.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    expect(third.MessageId).not.toBe(first.MessageId);
    expect(bodies(queues.receive('lanes.fifo', 10))).toEqual(['one', 'three']);
  });

  it('takes equal bodies for the same message where the queue says so', async () => {
    const { queues } = await startQueues([aQueue('lanes.fifo', { contentBasedDeduplication: true })]);

    for (const body of ['same', 'same', 'other']) queues.send('lanes.fifo', { body, groupId: 'g' });

    expect(bodies(queues.receive('lanes.fifo', 10))).toEqual(['same', 'other']);
  });

  it('remembers messages, order and duplicates over a restart', async () => {
    const settings = { queues: [aQueue('lanes.fifo')], clock: aClock(), dataFolder: aFolder() };
    const before = await startForTest(settings);
    const sent = before.queues.send('lanes.fifo', { body: 'one', groupId: 'g', deduplicationId: 'once' });
    before.queues.send('lanes.fifo', { body: 'two', groupId: 'g', deduplicationId: 'twice' });
    await before.close();

    const after = await startForTest(settings);

    const again = after.queues.send('lanes.fifo', { body: 'one', groupId: 'g', deduplicationId: 'once' });
    expect(again).toEqual(sent);
    expect(bodies(after.queues.receive('lanes.fifo', 10))).toEqual(['one', 'two']);
  });
});
