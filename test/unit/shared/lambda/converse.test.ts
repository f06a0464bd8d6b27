import { describe, expect, it, vi } from 'vitest';
import { Refusal } from '#shared/domain/refusal.ts';
import { type Conversation, converse, type LiveEvent } from '#shared/lambda/converse.ts';

vi.spyOn(process.stderr, 'write').mockReturnValue(true);
vi.spyOn(process.stdout, 'write').mockReturnValue(true);

const event = (
  eventType: LiveEvent['requestContext']['eventType'],
  more: Partial<LiveEvent> = {},
): LiveEvent => ({
  requestContext: { connectionId: 'c1', requestId: 'r1', eventType, identity: { sourceIp: '203.0.113.7' } },
  ...more,
});

describe('converse', () => {
  it('lets in, answers and says good-bye, as the route says', async () => {
    const heard: unknown[] = [];
    const conversation: Conversation<string> = {
      opened: async ({ query, sourceIp }, desk) =>
        void heard.push([desk, sourceIp, query('token'), query('after')]),
      said: async (message) => ({ heard: message.text }),
      closed: async (connectionId) => void heard.push(connectionId),
    };
    const handler = converse(conversation, () => 'desk');

    expect(await handler(event('CONNECT', { queryStringParameters: { token: 't' } }))).toEqual({
      statusCode: 200,
    });
    expect(await handler(event('MESSAGE', { body: 'hello' }))).toEqual({
      statusCode: 200,
      body: '{"heard":"hello"}',
    });
    expect(await handler(event('DISCONNECT'))).toEqual({ statusCode: 200 });
    expect(heard).toEqual([['desk', '203.0.113.7', 't', null], 'c1']);
  });

  it('keeps out by the status of a refusal, and tells nothing of a fault', async () => {
    const handler = converse<null>(
      {
        opened: async () => {
          throw new Refusal('unauthorized', 'No.');
        },
        said: async () => {
          throw new Error('on purpose');
        },
        closed: async () => undefined,
      },
      () => null,
    );

    expect(await handler(event('CONNECT'))).toEqual({ statusCode: 401 });
    expect(await handler(event('MESSAGE'))).toEqual({ statusCode: 500 });
  });
});
