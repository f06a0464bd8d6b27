import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { sentTo, verified } from './stories/webhook-receiver.ts';

let journey: Journey;
let owner: Client;
beforeAll(async () => {
  journey = await startJourney();
  ({ owner } = journey);
});
afterAll(() => journey.close());

const path = '/v1/webhook-subscriptions';
const subscribe = (name: string, more: object = {}) =>
  owner.make(`POST ${path}`, { name, url: `https://${name}.example.com/hooks`, ...more });
const answering = (urlContains: string, answer: object) =>
  journey.visitor.make('POST /_local/outbox/answers', { urlContains, times: 1, ...answer });
const aTicket = (subject: string) =>
  owner.make('POST /v1/tickets', { subject, body: 'B', customer: { email: 'ivy@customer.example' } });
const deliveriesOf = ({ id }: Json, query = ''): Promise<Json[]> =>
  owner.list(`${path}/${id}/deliveries${query}`);
const endpointOf = async ({ id }: Json) => (await owner.get(`${path}/${id}`)).endpoint;

describe('a webhook subscription', () => {
  it('is told of what it names, signed, and tried again until it is well', async () => {
    const shop = await subscribe('shop', { events: ['ticket.created'] });
    const all = await subscribe('all');
    await answering('shop.example.com', { status: 500, times: 2, body: 'try later' });

    const ticket = await aTicket('Told');
    await journey.settle();

    expect(sentTo(journey, 'shop')).toHaveLength(1);
    expect(await deliveriesOf(shop)).toMatchObject([
      { state: 'waiting', attempts: [{ status: 500, reason: 'answered 500', excerpt: 'try later' }] },
    ]);
    await journey.advanceMinutes(3);

    const sent = sentTo(journey, 'shop');
    expect(sent.map(({ status }) => status)).toEqual([500, 500, 200]);
    const [created] = journey.events(ticket.id);
    for (const one of sent) expect(verified(shop.secret, one)).toEqual(created);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [delivery] = await deliveriesOf(shop);
    expect(delivery).toMatchObject({
      id: sent[0]?.headers['webhook-id'],
      eventType: 'ticket.created',
      eventId: created?.id,
      ticketId: ticket.id,
      state: 'delivered',
      nextAt: null,
      attempts: [{ status: 500 }, { status: 500 }, { status: 200, reason: null }],
    });
    expect(sentTo(journey, 'all').map(({ body }) => JSON.parse(body).type)).toContain('ticket.created');
    await owner.make(`DELETE ${path}/${all.id}`);
  });

  it('is sent a test, whatever it names, once for a key', async () => {
    const tested = await subscribe('tested', { events: ['ticket.tagged'] });
    const test = () => owner.make(`POST ${path}/${tested.id}/test`, undefined, { 'idempotency-key': 'test' });
    const [one, again] = [await test(), await test()];
    await journey.settle();

    expect(again).toEqual(one);
    const [sent] = sentTo(journey, 'tested');
    expect(verified(tested.secret, sent as Json)).toMatchObject({ id: one.eventId, type: 'webhook.test' });
    expect(await deliveriesOf(tested)).toMatchObject([{ id: one.id, state: 'delivered' }]);
    await owner.make(`DELETE ${path}/${tested.id}`);
  });

  it('shows its secret once, and is believed with both while it is replaced', async () => {
    const turned = await subscribe('turned', { events: ['ticket.created'] });
    const shown = await owner.get(`${path}/${turned.id}`);
    expect(turned.secret).toMatch(/^whsec_/);
    expect(JSON.stringify(shown)).not.toContain('whsec_');

    const next = await owner.make(`POST ${path}/${turned.id}/rotate-secret`, {});
    await aTicket('Both');
    await journey.settle();
    await journey.advanceMinutes(24 * 60 + 1);
    await aTicket('New alone');
    await journey.settle();

    const [both, alone] = sentTo(journey, 'turned');
    for (const secret of [turned.secret, next.secret]) {
      expect(verified(secret, both as Json)).toMatchObject({ type: 'ticket.created' });
    }
    expect(verified(next.secret, alone as Json)).toMatchObject({ type: 'ticket.created' });
    expect(() => verified(turned.secret, alone as Json)).toThrow('signature');
    await owner.make(`DELETE ${path}/${turned.id}`);
  });

  it('is left alone after five failures, tried by one call, and told of all once it is well', async () => {
    const flaky = await subscribe('flaky', { events: ['ticket.created'] });
    await answering('flaky.example.com', { status: 503, times: 6 });
    for (let number = 0; number < 5; number++) await aTicket(`Flaky ${number}`);
    await journey.settle();
    expect(await endpointOf(flaky)).toMatchObject({ state: 'open', failures: 5 });

    await aTicket('While it is open');
    await journey.settle();
    expect(sentTo(journey, 'flaky')).toHaveLength(5);
    await journey.advanceMinutes(30);

    expect(await endpointOf(flaky)).toEqual({
      state: 'closed',
      failures: 0,
      failingSince: null,
      openUntil: null,
    });
    const told = await deliveriesOf(flaky);
    expect(told.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'delivered'));
    expect(told[0].attempts.length).toBeLessThanOrEqual(2);
    await owner.make(`DELETE ${path}/${flaky.id}`);
  });

  it('is given up on after a day, and sends again what is replayed', async () => {
    const down = await subscribe('down', { events: ['ticket.created'] });
    const others = await subscribe('others', { events: ['ticket.created'] });
    await answering('down.example.com', { status: 0, times: 999 });
    await aTicket('Lost');
    await journey.advanceMinutes(24 * 60 + 5);

    const [failed] = await deliveriesOf(down, '?state=failed&event=ticket.created');
    expect(failed).toMatchObject({ state: 'failed', attempts: expect.arrayContaining([]) });
    const seconds = (Date.parse(failed.endedAt) - Date.parse(failed.createdAt)) / 1000;
    expect(Math.abs(seconds - 86_400)).toBeLessThan(60);
    expect(await deliveriesOf(down, '?state=delivered,waiting')).toEqual([]);
    expect(await deliveriesOf(others)).toMatchObject([{ state: 'delivered' }]);

    await journey.visitor.make('DELETE /_local/outbox/answers');
    const headers = { 'idempotency-key': 'once' };
    const replay = () =>
      owner.make(`POST ${path}/${down.id}/deliveries/${failed.id}/replay`, undefined, headers);
    const [one, again] = [await replay(), await replay()];
    expect(again).toEqual(one);
    const before = sentTo(journey, 'down').length;
    await journey.advanceMinutes(35);

    expect(sentTo(journey, 'down')).toHaveLength(before + 1);
    expect(sentTo(journey, 'down').at(-1)?.headers['webhook-id']).toBe(failed.id);
    expect(await deliveriesOf(down)).toMatchObject([{ id: failed.id, state: 'delivered', replays: 1 }]);
    await owner.make(`DELETE ${path}/${down.id}`);
    await owner.make(`DELETE ${path}/${others.id}`);
  });

  it('sends a range again by a job, and pages through what it was told', async () => {
    const replayed = await subscribe('replayed', { events: ['ticket.created'] });
    const from = new Date(journey.platform.now()).toISOString();
    for (let number = 0; number < 3; number++) await aTicket(`Range ${number}`);
    await journey.advanceMinutes(1);
    const to = new Date(journey.platform.now()).toISOString();
    await aTicket('After it');
    await journey.settle();
    expect(sentTo(journey, 'replayed')).toHaveLength(4);
    expect((await owner.get(`${path}/${replayed.id}/deliveries?limit=2`)).items).toHaveLength(2);
    expect(await deliveriesOf(replayed, '?limit=2')).toHaveLength(4);

    const asked = { from, to, states: ['delivered'] };
    const job = await owner.make(`POST ${path}/${replayed.id}/replay`, asked, { 'idempotency-key': 'range' });
    await owner.make(`POST ${path}/${replayed.id}/replay`, asked, { 'idempotency-key': 'range' });
    await journey.settle();
    await journey.advanceMinutes(1);

    expect(await owner.get(`/v1/jobs/${job.id}`)).toMatchObject({ state: 'done', done: 3 });
    expect(sentTo(journey, 'replayed')).toHaveLength(7);
    const ids = sentTo(journey, 'replayed').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(4);
    await owner.make(`DELETE ${path}/${replayed.id}`);
  });

  it('is switched off by itself when its endpoint is gone, and begins anew when it is switched on', async () => {
    const gone = await subscribe('gone', { events: ['ticket.created'] });
    await answering('gone.example.com', { status: 410 });
    await aTicket('Gone');
    await journey.settle();

    expect(await owner.get(`${path}/${gone.id}`)).toMatchObject({
      active: false,
      disabled: { reason: 'gone' },
    });
    const [entry] = await owner.list('/v1/audit?action=webhookSubscription.changed');
    expect(entry).toMatchObject({
      resourceId: gone.id,
      agentId: null,
      sourceIp: 'internal',
      after: { active: false },
    });
    await aTicket('Not told');
    await journey.settle();
    expect(sentTo(journey, 'gone')).toHaveLength(1);

    await owner.make(`PATCH ${path}/${gone.id}`, { active: true });
    await aTicket('Told again');
    await journey.settle();

    expect(sentTo(journey, 'gone')).toHaveLength(2);
    expect(await owner.get(`${path}/${gone.id}`)).toMatchObject({ active: true, disabled: null });
    await owner.make(`DELETE ${path}/${gone.id}`);
  });

  it.each([
    'http://shop.example.com/',
    'https://127.0.0.1:9/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://localhost/',
  ])('is refused for %s', async (url) => {
    const told = await owner.ask(`POST ${path}`, { body: { name: 'Inside', url } });

    expect(told.status).toBe(400);
    expect(told.body.errors).toMatchObject([{ path: 'url' }]);
  });

  it('needs sight of every ticket, because events of every department leave by it', async () => {
    const narrow = await journey.hire('Narrow');
    const role = await owner.make('POST /v1/roles', {
      name: 'Integrator',
      granted: ['settings.manage'],
      revoked: [],
    });
    await owner.make(`PATCH /v1/agents/${narrow.id}`, { roleId: role.id });
    const ask = () => narrow.client.ask(`GET ${path}`);
    expect(await ask()).toMatchObject({ status: 403, body: { permission: 'settings.manage' } });

    await owner.make(`PATCH /v1/agents/${narrow.id}`, { scope: { level: 'all', tags: [] } });
    await journey.advanceMinutes(1);

    expect((await ask()).status).toBe(200);
  });
});
