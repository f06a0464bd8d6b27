import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startQueues } from './services-for-tests.ts';
import { aQueue, minute } from './settings-for-tests.ts';

const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);

describe('a standard queue', () => {
  it('gives back what an SDK client sent, digests and attributes included', async () => {
    const { services, client } = await startQueues([aQueue('letters')]);
    const QueueUrl = services.queueUrl('letters');
    const attributes = {
      kind: { DataType: 'String', StringValue: 'grün' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 200]) },
    };

    const sent = await client.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'Grüße', MessageAttributes: attributes }),
    );
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );

    expect(Messages[0]).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'Grüße',
      MessageAttributes: attributes,
    });
    expect(Messages[0]?.Attributes?.['ApproximateReceiveCount']).toBe('1');
  });

  it('sends, deletes and counts in batches', async () => {
    const { services, client } = await startQueues([aQueue('letters')]);
    const QueueUrl = services.queueUrl('letters');
    const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));

    const sent = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2 }),
    );
    const receipts = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: receipts }));

    expect(sent.Successful).toHaveLength(3);
    const counts = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(counts.Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    expect(services.queues.depth('letters')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('holds a delayed message until the platform clock reaches it', async () => {
    const { queues, clock } = await startQueues([aQueue('later')]);
    queues.send('later', { body: 'wake', delaySeconds: 60 });

    expect(queues.receive('later', 10)).toEqual([]);
    expect(queues.depth('later')).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    expect(queues.nextVisibleAtMs()).toBe(clock.now() + minute);
    clock.moveTo(clock.now() + minute);
    expect(bodies(queues.receive('later', 10))).toEqual(['wake']);
  });

  it('shows a message again after its visibility timeout, and counts', async () => {
    const { queues, clock } = await startQueues([aQueue('letters')]);
    queues.send('letters', { body: 'a' });
    const [first] = queues.receive('letters', 10);

    expect(queues.receive('letters', 10)).toEqual([]);
    clock.moveTo(clock.now() + 30_000);
    const [again] = queues.receive('letters', 10);

    expect(again).toMatchObject({ messageId: first?.messageId, receiveCount: 2 });
    queues.delete('letters', first!.receiptHandle);
    expect(queues.depth('letters').inFlight).toBe(1);
    queues.delete('letters', again!.receiptHandle);
    expect(queues.depth('letters').inFlight).toBe(0);
  });

  it('shows a message at once when its visibility is set to 0, and tells the listeners', async () => {
    const { queues, services, client } = await startQueues([aQueue('letters')]);
    const told: string[] = [];
    queues.send('letters', { body: 'a' });
    const [message] = queues.receive('letters', 1);
    queues.onVisible((queueName) => told.push(queueName));

    const QueueUrl = services.queueUrl('letters');
    const ReceiptHandle = message!.receiptHandle;
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

    expect(told).toEqual(['letters']);
    expect(queues.receive('letters', 1)).toHaveLength(1);
  });

  it('moves a message that was received too often to the dead letters on the next receive', async () => {
    const deadLetter = { queueName: 'dead', maxReceiveCount: 2 };
    const { queues } = await startQueues([
      aQueue('letters', { deadLetter, visibilitySeconds: 0 }),
      aQueue('dead'),
    ]);
    const { messageId } = queues.send('letters', { body: 'poison' });

    queues.receive('letters', 1);
    queues.receive('letters', 1);
    expect(queues.depth('dead').visible).toBe(0);
    expect(queues.receive('letters', 1)).toEqual([]);

    expect(queues.receive('dead', 1)).toMatchObject([{ messageId, body: 'poison' }]);
  });

  it('forgets a message after its retention', async () => {
    const { queues, clock } = await startQueues([aQueue('letters', { retentionSeconds: 60 })]);
    queues.send('letters', { body: 'old' });

    clock.moveTo(clock.now() + minute + 1);

    expect(queues.depth('letters').visible).toBe(0);
    expect(queues.receive('letters', 1)).toEqual([]);
  });

  it('answers a long poll as soon as a message comes', async () => {
    const { queues, services, client } = await startQueues([aQueue('letters')]);
    const QueueUrl = services.queueUrl('letters');

    const polled = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    setTimeout(() => queues.send('letters', { body: 'late' }), 50);

    expect((await polled).Messages?.[0]?.Body).toBe('late');
  });
});
