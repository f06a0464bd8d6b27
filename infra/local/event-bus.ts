import type { OutgoingMessage, QueueSettings, Queues } from './contracts.ts';
import { matchesPattern } from './event-pattern.ts';
import type { BusRule } from './template/wiring.ts';

/** Lambda keeps asynchronous invocations in a queue of its own; so does the platform, to lose none when it is killed. */
export const asynchronousQueueName = (functionName: string): string => `asynchronous-${functionName}`;

const failedQueueName = (functionName: string): string => `asynchronous-${functionName}-failed`;

/** Lambda tries an asynchronous invocation again twice, the first time after a minute. */
const asynchronousAttempts = 3;
const retryAfterSeconds = 60;

export function asynchronousQueues(
  rules: readonly BusRule[],
  timeoutOf: (functionName: string) => number,
): QueueSettings[] {
  return functionTargets(rules).flatMap((functionName) => {
    const shared = { fifo: false, delaySeconds: 0, contentBasedDeduplication: false };
    const visibilitySeconds = timeoutOf(functionName) + retryAfterSeconds;
    return [
      {
        ...shared,
        name: asynchronousQueueName(functionName),
        visibilitySeconds,
        retentionSeconds: 21_600,
        deadLetter: { queueName: failedQueueName(functionName), maxReceiveCount: asynchronousAttempts },
      },
      { ...shared, name: failedQueueName(functionName), visibilitySeconds: 30, retentionSeconds: 1_209_600 },
    ];
  });
}

export function functionTargets(rules: readonly BusRule[]): string[] {
  return [
    ...new Set(rules.filter(({ target }) => target.kind === 'function').map(({ target }) => target.name)),
  ];
}

/** What is published reaches the target of every rule that matches; it is durable there when this returns. */
export function deliverToRules(
  rules: readonly BusRule[],
  queues: Queues,
  event: Readonly<Record<string, unknown>>,
): void {
  for (const { pattern, target } of rules) {
    if (!matchesPattern(pattern, event)) continue;
    const queueName = target.kind === 'queue' ? target.name : asynchronousQueueName(target.name);
    queues.send(queueName, toMessage(target.groupId, event));
  }
}

const toMessage = (groupId: string | null, event: Readonly<Record<string, unknown>>): OutgoingMessage => ({
  body: JSON.stringify(event),
  ...(groupId !== null && { groupId, deduplicationId: String(event['id']) }),
});
