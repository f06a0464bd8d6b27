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
  ownerId: 'whs_1',
  url: 'https://shop.example.com/hooks',
  method: 'POST',
  id: 'dlv_1',
  ticketId: 'tkt_1',
  payload,
  signedWith: 'newest',
} as const;
const well: OutsideAnswer = { status: 200, retryAfter: null, excerpt: 'ok' };

function aReceiver(
  answer: () => OutsideAnswer = () => well,
  known: Readonly<Record<string, string>> = secrets,
) {
  const calls: OutsideCall[] = [];
  const callOutside = async (outside: OutsideCall) => {
    calls.push(outside);
    return answer();
  };
  return { calls, callEndpoint: openEndpointCalls(callOutside, async () => known) };
}

describe('callEndpoint', () => {
  it('signs as the receiver’s library verifies', async () => {
    const { calls, callEndpoint } = aReceiver();

    const told = await callEndpoint({ ...call, atMs: Date.now() });

    const [sent] = calls;
    expect(new Webhook(newer).verify(sent?.body ?? '', { ...sent?.headers })).toMatchObject({ id: 'ent_1' });
    expect(() => new Webhook(older).verify(sent?.body ?? '', { ...sent?.headers })).toThrow('signature');
    expect(() => new Webhook(newer).verify(`${sent?.body} `, { ...sent?.headers })).toThrow('signature');
    expect(sent?.headers).toMatchObject({
      'webhook-id': 'dlv_1',
      'content-type': 'application/json',
      'x-smista-ticket': 'tkt_1',
    });
    expect(told).toMatchObject({ status: 200, reason: null, excerpt: 'ok' });
  });

  it('is believed with the old and the new secret while one is replaced', async () => {
    const { calls, callEndpoint } = aReceiver();

    await callEndpoint({ ...call, atMs: Date.now(), signedWith: 'newest-and-previous' });

    const [sent] = calls;
    for (const secret of [older, newer]) {
      expect(new Webhook(secret).verify(sent?.body ?? '', { ...sent?.headers })).toMatchObject({
        id: 'ent_1',
      });
    }
  });

  it.each([
    ['base64', older],
    ['words', 'a secret of words'],
  ])('signs with the secret of the address where it has its own, of %s', async (_, secret) => {
    const own = { [call.url]: secret, 'https://other.example.com/': newer };
    const { calls, callEndpoint } = aReceiver(() => well, own);

    await callEndpoint({ ...call, ownerId: 'rul_1', method: 'PATCH', atMs: Date.now(), signedWith: 'own' });

    const [sent] = calls;
    const format = secret === older ? undefined : ({ format: 'raw' } as const);
    const receiver = new Webhook(format === undefined ? secret : Buffer.from(secret), format);
    expect(receiver.verify(sent?.body ?? '', { ...sent?.headers })).toMatchObject({ id: 'ent_1' });
    expect(sent).toMatchObject({ method: 'PATCH' });
  });

  it('calls nobody where there is nothing to sign with', async () => {
    const { calls, callEndpoint } = aReceiver(() => well, {});

    expect(await callEndpoint({ ...call, atMs: 0 })).toMatchObject({ status: null, refusal: 'secret-gone' });
    expect(calls).toEqual([]);
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
    [301, null],
    [404, null],
    [410, 'gone'],
    [503, null],
  ])('takes %i for no success', async (status, refusal) => {
    const reason = `answered ${status}`;
    const { callEndpoint } = aReceiver(() => ({ ...well, status, retryAfter: '30' }));

    expect(await callEndpoint({ ...call, atMs: 0 })).toMatchObject({
      status,
      reason,
      refusal,
      retryAfterSeconds: 30,
    });
  });

  it.each([
    [new InnerAddress(), 'the address leads inside', 'inner-address'],
    [new DOMException('The operation timed out', 'TimeoutError'), 'no answer in time', null],
    [
      Object.assign(new Error('connect 93.184.215.14'), { code: 'ECONNREFUSED' }),
      'no answer: ECONNREFUSED',
      null,
    ],
    [new Error('secret words'), 'no answer', null],
  ])('says of %s no more than that', async (error, reason, refusal) => {
    const { callEndpoint } = aReceiver(() => {
      throw error;
    });

    expect(await callEndpoint({ ...call, atMs: 0 })).toMatchObject({
      status: null,
      reason,
      refusal,
      excerpt: null,
    });
  });
});
