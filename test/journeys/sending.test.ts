import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let agent: Client;
let help: { id: string; mailbox: string };
beforeAll(async () => {
  journey = await startJourney();
  help = await journey.openDepartment('Help');
  ({ client: agent } = await journey.hire('Helper', { departments: { [help.id]: {} } }));
});
afterAll(() => journey.close());

async function arrived(address: string): Promise<Json> {
  const subject = `From ${address}`;
  await journey.mailer.send({ from: address, to: help.mailbox, subject, text: 'Question' });
  await journey.settle();
  return journey.ticketAbout(subject);
}

const reply = (ticket: Json, body: string) =>
  agent.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body });
/** What is known of each reply's delivery, oldest first. */
const deliveries = async (ticket: Json): Promise<Json[]> =>
  (await agent.list(`/v1/tickets/${ticket.id}/messages`))
    .filter(({ type }) => type === 'reply')
    .map(({ delivery }) => delivery);
const provider = (answer: Record<string, unknown>) =>
  journey.visitor.make('POST /_local/outbox/answers', answer);
const secondsBetween = (times: readonly string[]) =>
  times.slice(1).map((at, n) => Math.round((Date.parse(at) - Date.parse(times[n] ?? '')) / 1000));

describe('a reply', () => {
  it('is sent, and says so', async () => {
    const ticket = await arrived('fine@customer.example');

    const message = await reply(ticket, 'Answer');
    expect(message.delivery).toMatchObject({ state: 'queued', attempts: 0 });
    await journey.settle();

    expect(await deliveries(ticket)).toMatchObject([
      { state: 'sent', attempts: 1, externalId: expect.any(String), reason: null },
    ]);
    expect(journey.events(ticket.id).map(({ type }) => type)).toContain('message.sent');
  });

  it('is tried again after 10 s, 1 min, 5 min, 30 min and 2 h, and then given up with the provider’s words', async () => {
    const ticket = await arrived('down@customer.example');
    await provider({
      urlContains: 'down@customer.example',
      status: 503,
      times: 100,
      body: '{"message":"try later"}',
    });

    await reply(ticket, 'Will not arrive');
    await reply(ticket, 'Waits behind it');
    await journey.settle();
    expect(await deliveries(ticket)).toMatchObject([
      { state: 'queued', attempts: 1 },
      { state: 'queued', attempts: 0 },
    ]);
    await journey.advanceMinutes(3 * 60);

    const tries = journey
      .mailsTo('down@customer.example')
      .filter(({ text }) => text?.includes('Will not arrive'));
    expect(tries).toHaveLength(6);
    const waits = secondsBetween(tries.map(({ at }) => at));
    for (const [n, planned] of [10, 60, 300, 1800, 7200].entries()) {
      expect(waits[n]).toBeGreaterThanOrEqual(planned - 1);
      expect(waits[n]).toBeLessThanOrEqual(planned + 30);
    }
    const [first] = await deliveries(ticket);
    expect(first).toMatchObject({
      state: 'failed',
      attempts: 6,
      reason: expect.stringContaining('try later'),
    });
    const timeline = await agent.list(`/v1/tickets/${ticket.id}/timeline`);
    expect(timeline.filter(({ kind }) => kind === 'message.deliveryChanged')).toMatchObject([
      { after: { state: 'failed' } },
    ]);
    expect(journey.events(ticket.id).map(({ type }) => type)).toContain('message.deliveryChanged');

    // Only its final failure released the next, which now arrives.
    await journey.visitor.make('DELETE /_local/outbox/answers');
    await journey.advanceMinutes(3 * 60);
    expect((await deliveries(ticket))[1]).toMatchObject({ state: 'sent' });
  });

  it('that the provider refuses is not tried again', async () => {
    const ticket = await arrived('gone@customer.example');
    const body = '{"message":"550 no such user"}';
    await provider({ urlContains: 'gone@customer.example', status: 400, times: 1, body });

    await reply(ticket, 'Hello?');
    await journey.settle();

    expect(await deliveries(ticket)).toMatchObject([
      { state: 'failed', attempts: 1, reason: expect.stringContaining('550 no such user') },
    ]);
    expect(journey.mailsTo('gone@customer.example')).toHaveLength(1);
  });

  it.each([
    ['broken connections', { status: 0, times: 2 }],
    ['throttling', { status: 429, times: 2 }],
  ])('arrives once in the end after %s', async (name, answer) => {
    const address = `${name.replace(' ', '-')}@customer.example`;
    const ticket = await arrived(address);
    await provider({ urlContains: address, ...answer });

    await reply(ticket, 'Answer');
    await journey.advanceMinutes(5);

    expect(await deliveries(ticket)).toMatchObject([{ state: 'sent', reason: null }]);
    expect(journey.mailsTo(address).filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('waits as long as the provider asks', async () => {
    const address = 'patient@customer.example';
    const ticket = await arrived(address);
    await provider({ urlContains: address, status: 429, times: 1, headers: { 'retry-after': '600' } });

    await reply(ticket, 'Answer');
    await journey.advanceMinutes(9);
    expect(await deliveries(ticket)).toMatchObject([{ state: 'queued', attempts: 1 }]);
    await journey.advanceMinutes(2);

    expect(await deliveries(ticket)).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });
});

describe('replies of one conversation', () => {
  it('leave in their order, whatever happens to the first', async () => {
    const ticket = await arrived('order@customer.example');
    await provider({ urlContains: 'order@customer.example', status: 503, times: 2 });

    for (const body of ['one', 'two', 'three', 'four']) await reply(ticket, `Number ${body}`);
    await journey.advanceMinutes(5);

    const sent = journey.mailsTo('order@customer.example').filter(({ status }) => status === 200);
    expect(sent.map(({ text }) => /Number (\w+)/.exec(text ?? '')?.[1])).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
    const ids = sent.map(({ headers }) => headers['message-id'] ?? '');
    expect(new Set(ids).size).toBe(4);
    // The customer's mail and the three before, under the ids that the provider gave them.
    expect(sent[3]?.headers['references']?.split(/\s+/)).toHaveLength(4);
  });
});
