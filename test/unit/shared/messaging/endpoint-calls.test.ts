import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { openEndpointCalls } from '#shared/messaging/endpoint-calls.ts';
import { InnerAddress, type OutsideAnswer, type OutsideCall } from '#shared/messaging/outside-request.ts';

const [older, newer] = [7, 8].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [
  string,
  string,
];
const secrets = { '2026-11-21T12:00:00.000Z': older, '2026-11-22T12:00:00.000Z': newer };
const payload = '{"id":"ent_1","type":"ticket.created"}';
const call = {
  subscriptionId: 'whs_1',
  url: 'https://shop.example.com/hooks',
  id: 'dlv_1',
  payload,
  withPrevious: false,
} as const;
const well: OutsideAnswer = { status: 200, retryAfter: null, excerpt: 'ok' };

function aReceiver(answer: () => OutsideAnswer = () => well) {
  const calls: OutsideCall[] = [];
  const callOutside = async (outside: OutsideCall) => {
    calls.push(outside);
    return answer();
  };
  return { calls, callEndpoint: openEndpointCalls(callOutside, async () => secrets) };
}

describe('callEndpoint', () => {
  it('signs as the receiver’s library verifies', async () => {
    const { calls, callEndpoint } = aReceiver();

    const told = await callEndpoint({ ...call, atMs: Date.now() });

    const [sent] = calls;
    expect(new Webhook(newer).verify(sent?.body ?? '', { ...sent?.headers })).toMatchObject({ id: 'ent_1' });
    expect(() => new Webhook(older).verify(sent?.body ?? '', { ...sent?.headers })).toThrow('signature');
    expect(() => new Webhook(newer).verify(`${sent?.body} `, { ...sent?.headers })).toThrow('signature');
    expect(sent?.headers).toMatchObject({ 'webhook-id': 'dlv_1', 'content-type': 'application/json' });
    expect(told).toMatchObject({ status: 200, reason: null, excerpt: 'ok' });
  });

  it('is believed with the old and the new secret while one is replaced', async () => {
    const { calls, callEndpoint } = aReceiver();

    await callEndpoint({ ...call, atMs: Date.now(), withPrevious: true });

    const [sent] = calls;
    for (const secret of [older, newer]) {
      expect(new Webhook(secret).verify(sent?.body ?? '', { ...sent?.headers })).toMatchObject({
        id: 'ent_1',
      });
    }
  });

  it('has a new timestamp with every try, within the five minutes that receivers allow', async () => {
    const { calls, callEndpoint } = aReceiver();
    const old = Date.now() - 3_600_000;

    await callEndpoint({ ...call, atMs: old });
    await callEndpoint({ ...call, atMs: Date.now() });

    expect(() => new Webhook(newer).verify(payload, { ...calls[0]?.headers })).toThrow('timestamp');
    expect(new Webhook(newer).verify(payload, { ...calls[1]?.headers })).toMatchObject({ id: 'ent_1' });
  });

  it.each([
    [301, 'answered 301'],
    [404, 'answered 404'],
    [410, 'answered 410'],
    [503, 'answered 503'],
  ])('takes %i for no success', async (status, reason) => {
    const { callEndpoint } = aReceiver(() => ({ ...well, status, retryAfter: '30' }));

    expect(await callEndpoint({ ...call, atMs: 0 })).toMatchObject({ status, reason, retryAfterSeconds: 30 });
  });

  it.each([
    [new InnerAddress(), 'the address leads inside'],
    [new DOMException('The operation timed out', 'TimeoutError'), 'no answer in time'],
    [Object.assign(new Error('connect 93.184.215.14'), { code: 'ECONNREFUSED' }), 'no answer: ECONNREFUSED'],
    [new Error('secret words'), 'no answer'],
  ])('says of %s no more than that', async (error, reason) => {
    const { callEndpoint } = aReceiver(() => {
      throw error;
    });

    expect(await callEndpoint({ ...call, atMs: 0 })).toMatchObject({ status: null, reason, excerpt: null });
  });
});
