import type { JsonCall } from '../json-call.ts';
import { answerJson } from '../loopback-server.ts';
import type { DurableQueues } from './durable-queues.ts';
import { QueueRefusal } from './queue-refusal.ts';
import { type QueueRequest, sqsOperations } from './sqs-operations.ts';

export const queueAccount = '000000000000';

/** The SDK trusts the host in a queue's address over the configured endpoint, so the address names this endpoint. */
export function toQueueUrl(endpoint: string, queueName: string): string {
  return `${endpoint}/${queueAccount}/${queueName}`;
}

export function createSqsProtocol(queues: DurableQueues, endpoint: () => string) {
  return async ({ operation, body, response }: JsonCall): Promise<void> => {
    try {
      const answer = sqsOperations[operation];
      if (!answer)
        throw new QueueRefusal('UnsupportedOperation', `The operation ${operation} is not supported.`);
      const outcome = await answer(queues, body as QueueRequest);
      answerJson(response, { status: 200, body: withUrls(outcome ?? {}, endpoint()) });
    } catch (fault) {
      if (!(fault instanceof QueueRefusal)) throw fault;
      answerJson(response, {
        status: 400,
        headers: { 'x-amzn-query-error': `${fault.queryCode};Sender` },
        body: { __type: `com.amazonaws.sqs#${fault.code}`, message: fault.message },
      });
    }
  };
}

function withUrls(outcome: object, endpoint: string): object {
  if ('QueueUrl' in outcome) return { QueueUrl: toQueueUrl(endpoint, String(outcome.QueueUrl)) };
  if (!('QueueUrls' in outcome)) return outcome;
  const names = outcome.QueueUrls as readonly string[];
  return { QueueUrls: names.map((name) => toQueueUrl(endpoint, name)) };
}
