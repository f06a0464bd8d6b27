import type { QueuedMessage, Queues } from './contracts.ts';
import type { Wiring } from './template/wiring.ts';

export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly groupId: string | null;
  readonly sentAt: string;
  readonly attributes: QueuedMessage['attributes'];
}

/** Queues that keep what nobody could work off: of other queues, of the stream, of schedules. */
export function deadLetterQueuesOf(
  wiring: Pick<Wiring, 'queues' | 'streamMappings' | 'schedules'>,
): string[] {
  const names = [
    ...wiring.queues.map(({ deadLetter }) => deadLetter?.queueName),
    ...wiring.streamMappings.map(({ onFailureQueueName }) => onFailureQueueName),
    ...wiring.schedules.map(({ deadLetterQueueName }) => deadLetterQueueName),
  ];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** Looks without taking: what was received to be shown is put back at once. */
export function listDeadLetters(queues: Queues, queueNames: readonly string[]): DeadLetter[] {
  return queueNames.flatMap((queue) => {
    const taken: QueuedMessage[] = [];
    for (let batch = queues.receive(queue, 10); batch.length > 0; batch = queues.receive(queue, 10))
      taken.push(...batch);
    for (const { receiptHandle } of taken) queues.changeVisibility(queue, receiptHandle, 0);
    return taken.map(({ messageId, body, groupId, sentAtMs, attributes }) => ({
      queue,
      messageId,
      body,
      groupId,
      sentAt: new Date(sentAtMs).toISOString(),
      attributes,
    }));
  });
}
