import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { keepFormerCall } from '#test/support/former-call.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { tableOf } from '#test/support/table-of.ts';
import { sentTo, verified } from './stories/webhook-receiver.ts';

let journey: Journey;
let owner: Client;
beforeAll(async () => {
  journey = await startJourney();
  ({ owner } = journey);
});
afterAll(() => journey.close());

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const urlOf = (name: string) => `https://${name}.example.com/hooks`;
const isAbout = (subject: string) => [
  { conditions: [{ field: 'subject', operator: 'contains', value: subject }] },
];
/** Tells the endpoint of that name of the tickets that name it. */
const aRule = (name: string, more: object = {}): Promise<Json> =>
  owner.make('POST /v1/rules', {
    name,
    trigger: 'ticket.created',
    groups: isAbout(name),
    actions: [{ type: 'webhook', url: urlOf(name), secret, method: 'PUT' }],
    ...more,
  });
const answering = (name: string, answer: object) =>
  journey.visitor.make('POST /_local/outbox/answers', { urlContains: `${name}.example.com`, ...answer });
const aTicket = (subject: string): Promise<Json> =>
  owner.make('POST /v1/tickets', { subject, body: 'B', customer: { email: 'ivy@customer.example' } });
const deliveriesOf = ({ id }: Json, query = ''): Promise<Json[]> =>
  owner.list(`/v1/rules/${id}/deliveries${query}`);
const endpointOf = async ({ id }: Json) => (await owner.get(`/v1/rules/${id}/endpoints`)).items[0];
const failuresOf = async ({ id }: Json) =>
  (await owner.list(`/v1/tickets/${id}/timeline`)).filter(({ kind }) => kind === 'rule.failed');

const automation = 'smista-local-automation.fifo';
/** The queue delivers once more what rules were told of a ticket; how many messages that are. */
function tellAgain({ id }: Json): number {
  const told = journey.calls
    .filter(({ input }) => String(input['QueueUrl']).endsWith(automation))
    .flatMap(({ input }) => input['Entries'] as readonly { MessageBody: string }[])
    .filter(({ MessageBody }) => MessageBody.includes(id));
  for (const { MessageBody: body } of told) {
    journey.platform.queues.send(automation, { body, groupId: id, deduplicationId: 'again' });
  }
  return told.length;
}

describe('what a rule tells another system', () => {
  it('is told once for an event, tried again under one id, and shown with every try', async () => {
    const rule = await aRule('flaky');
    await answering('flaky', { status: 500, times: 2, body: 'try later' });
    const ticket = await aTicket('flaky one');
    await journey.settle();
    const [waiting] = await deliveriesOf(rule, '?state=waiting');
    expect(waiting).toMatchObject({
      ruleId: rule.id,
      url: urlOf('flaky'),
      method: 'PUT',
      eventType: 'ticket.created',
      ticketId: ticket.id,
      attempts: [{ status: 500, excerpt: 'try later' }],
    });

    expect(tellAgain(ticket)).toBe(1);
    await journey.advanceMinutes(3);

    const sent = sentTo(journey, 'flaky');
    expect(sent.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(new Set(sent.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([waiting.id]));
    for (const one of sent) {
      expect(verified(secret, one)).toMatchObject({ type: 'ticket.created', data: { ticketId: ticket.id } });
    }
    expect(await deliveriesOf(rule)).toMatchObject([{ id: waiting.id, state: 'delivered', nextAt: null }]);
    expect(await failuresOf(ticket)).toEqual([]);
  });

  it('leaves its endpoint alone after five failures, and is told in full once that is well', async () => {
    const rule = await aRule('down');
    await answering('down', { status: 503, times: 6 });
    for (let number = 0; number < 5; number++) await aTicket(`down ${number}`);
    await journey.settle();
    expect(await endpointOf(rule)).toMatchObject({ url: urlOf('down'), state: 'open', failures: 5 });

    await aTicket('down while it is open');
    await journey.settle();
    expect(sentTo(journey, 'down')).toHaveLength(5);
    await journey.advanceMinutes(30);

    expect(await endpointOf(rule)).toMatchObject({ state: 'closed', failures: 0, givenUp: null });
    const states = (await deliveriesOf(rule)).map(({ state }) => state);
    expect(states).toEqual(Array.from({ length: 6 }, () => 'delivered'));
  });

  it('is listed as failed after a day, and sent again by one and by a range', async () => {
    const rule = await aRule('lost');
    await answering('lost', { status: 0, times: 999 });
    const ticket = await aTicket('lost for a day');
    await journey.advanceMinutes(24 * 60 + 5);
    const [failed] = await deliveriesOf(rule, '?state=failed');
    const attempts = expect.any(Number);
    expect(await failuresOf(ticket)).toMatchObject([
      { ruleId: rule.id, reason: 'tries-used-up', after: { action: 'webhook', attempts } },
    ]);
    await journey.visitor.make('DELETE /_local/outbox/answers');
    const before = sentTo(journey, 'lost').length;

    const path = `/v1/rules/${rule.id}`;
    await owner.make(`POST ${path}/deliveries/${failed.id}/replay`, undefined, { 'idempotency-key': 'one' });
    await journey.advanceMinutes(35);
    expect(sentTo(journey, 'lost')).toHaveLength(before + 1);
    const range = { from: ticket.createdAt, to: ticket.createdAt, states: ['delivered'] };
    const job = await owner.make(`POST ${path}/replay`, range);
    await journey.settle();
    await journey.advanceMinutes(1);

    expect(await owner.get(`/v1/jobs/${job.id}`)).toMatchObject({ state: 'done', done: 1 });
    expect(sentTo(journey, 'lost')).toHaveLength(before + 2);
    expect(sentTo(journey, 'lost').at(-1)?.headers['webhook-id']).toBe(failed.id);
    expect(await deliveriesOf(rule)).toMatchObject([{ state: 'delivered', replays: 2 }]);
  });

  it('is told still where an older version left it unsent, under the id by which it is known', async () => {
    const rule = await aRule('former');
    const ticket = await aTicket('Of before');
    const call = { ticketId: ticket.id, ruleId: rule.id, url: urlOf('former') };

    const table = tableOf(journey.platform);
    await keepFormerCall(table, { ...call, lane: 'whk_former', nowMs: journey.platform.now() });
    await journey.settle();

    const [sent, ...more] = sentTo(journey, 'former');
    expect(more).toEqual([]);
    expect(sent).toMatchObject({ method: 'PUT', headers: { 'webhook-id': 'whk_former' } });
    expect(verified(secret, sent as Json)).toMatchObject({ data: { ticketId: ticket.id } });
    expect(await deliveriesOf(rule)).toMatchObject([{ state: 'delivered', eventId: 'ent_1' }]);
  });

  it('fails at once where the endpoint is gone, until the rule is changed, which itself goes on', async () => {
    const rule = await aRule('gone', {
      actions: [
        { type: 'webhook', url: urlOf('gone'), secret },
        { type: 'addTags', tags: ['told'] },
      ],
    });
    await answering('gone', { status: 410, times: 1 });
    const first = await aTicket('gone first');
    await journey.settle();
    const second = await aTicket('gone second');
    await journey.settle();

    expect(await failuresOf(first)).toMatchObject([{ reason: 'gone' }]);
    expect(await failuresOf(second)).toMatchObject([{ reason: 'endpoint-is-given-up' }]);
    expect(sentTo(journey, 'gone')).toHaveLength(1);
    expect(await endpointOf(rule)).toMatchObject({ state: 'givenUp', givenUp: { reason: 'gone' } });
    expect(await owner.get(`/v1/rules/${rule.id}`)).toMatchObject({ active: true });
    expect(await owner.get(`/v1/tickets/${second.id}`)).toMatchObject({ tags: ['told'] });

    await owner.make(`PATCH /v1/rules/${rule.id}`, { note: 'Well again.' });
    await aTicket('gone third');
    await journey.settle();

    expect(sentTo(journey, 'gone')).toHaveLength(2);
    expect(await endpointOf(rule)).toMatchObject({ state: 'closed', givenUp: null });
  });
});
