import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let agent: Client;
let help: { id: string; mailbox: string };
beforeAll(async () => {
  journey = await startJourney();
  await journey.owner.make('PATCH /v1/settings', { autoCloseAfterDays: 1, deletedRetentionDays: 1 });
  help = await journey.openDepartment('Help');
  ({ client: agent } = await journey.hire('Helper', { departments: { [help.id]: {} } }));
});
afterAll(() => journey.close());

const dayMinutes = 24 * 60;
const from = 'carl@customer.example';

async function arrived(subject: string, text = 'Hello'): Promise<Json> {
  await journey.mailer.send({ from, to: help.mailbox, subject, text });
  await journey.settle();
  return journey.ticketAbout(subject);
}

const moveTo = (ticket: Json, status: string, client = journey.owner) =>
  client.make(`POST /v1/tickets/${ticket.id}/status`, { status });
const look = (ticket: Json) => agent.get(`/v1/tickets/${ticket.id}`);

async function writeAgain(ticket: Json): Promise<Json> {
  const known = new Set((await journey.owner.list('/v1/tickets?limit=100')).map(({ id }) => id));
  const mail = { from, to: help.mailbox, subject: `Re: [${ticket.code}]`, text: 'Me again' };
  await journey.mailer.send(mail);
  await journey.settle();
  return (await journey.owner.list('/v1/tickets?limit=100')).find(({ id }) => !known.has(id));
}

describe('a resolved ticket', () => {
  it('closes by itself, is answered no more, and its customer gets a new one', async () => {
    const ticket = await arrived('To be closed');
    await moveTo(ticket, 'resolved', agent);

    await journey.advanceMinutes(dayMinutes - 5);
    expect(await look(ticket)).toMatchObject({ status: 'resolved' });
    await journey.advanceMinutes(7);

    expect(await look(ticket)).toMatchObject({ status: 'closed' });
    const [closed] = (await agent.list(`/v1/tickets/${ticket.id}/timeline`)).slice(-1);
    expect(closed).toMatchObject({
      kind: 'ticket.statusChanged',
      actor: { kind: 'system' },
      reason: 'auto-close',
    });
    const reply = await agent.ask(`POST /v1/tickets/${ticket.id}/messages`, {
      body: { type: 'reply', body: 'Hi' },
    });
    expect([reply.status, reply.body.code]).toEqual([422, 'ticket-not-answerable']);
    const next = await writeAgain(ticket);
    expect(next).toMatchObject({ status: 'new', links: [{ kind: 'follows', ticketId: ticket.id }] });
    expect(await look(ticket)).toMatchObject({
      status: 'closed',
      links: [{ kind: 'followedBy', ticketId: next.id }],
    });
  });
});

describe('a deleted ticket', () => {
  it('is hidden, may be restored, and is gone for good after its time', async () => {
    const ticket = await arrived('To be forgotten', 'Forget me');
    expect((await agent.ask(`DELETE /v1/tickets/${ticket.id}`)).body).toMatchObject({
      permission: 'tickets.delete',
    });
    const byStatus = await agent.ask(`POST /v1/tickets/${ticket.id}/status`, { body: { status: 'deleted' } });
    expect(byStatus.status).toBe(403);

    expect((await journey.owner.ask(`DELETE /v1/tickets/${ticket.id}`)).status).toBe(204);
    expect((await journey.owner.ask(`DELETE /v1/tickets/${ticket.id}`)).status).toBe(204);
    expect(await look(ticket)).toMatchObject({ status: 'deleted', formerStatus: 'new' });
    const listed = (await journey.owner.list('/v1/tickets?limit=100')).map(({ id }) => id);
    expect(listed).not.toContain(ticket.id);
    expect(await journey.owner.list('/v1/tickets?status=deleted')).toMatchObject([{ id: ticket.id }]);
    expect(await moveTo(ticket, 'new')).toMatchObject({ status: 'new', formerStatus: null });
    await journey.owner.make(`DELETE /v1/tickets/${ticket.id}`);
    await journey.advanceMinutes(dayMinutes + 3);

    for (const path of ['', '/messages', '/timeline', '/viewers', '/sla']) {
      expect((await journey.owner.ask(`GET /v1/tickets/${ticket.id}${path}`)).status).toBe(404);
    }
    expect(await journey.owner.list('/v1/tickets?status=deleted')).toEqual([]);
    const kinds = journey.events(ticket.id).map(({ type }) => type);
    expect(kinds.filter((type) => type === 'ticket.deleted')).toHaveLength(2);
    expect(await writeAgain(ticket)).toMatchObject({ status: 'new', links: [] });
  });
});

describe('spam', () => {
  it('is what its verdict says, and goes back to being new when it was none', async () => {
    await journey.mailer.send({
      from: 'loud@elsewhere.example',
      to: help.mailbox,
      subject: 'Win',
      text: 'Now',
      headers: { 'X-SES-Spam-Verdict': 'FAIL' },
    });
    await journey.settle();
    const ticket = await journey.ticketAbout('Win');
    expect(ticket).toMatchObject({ status: 'spam', formerStatus: 'new' });
    const until = new Date(journey.platform.now() + 3_600_000).toISOString();
    const postponing = await agent.ask(`POST /v1/tickets/${ticket.id}/status`, {
      body: { status: 'postponed', until },
    });
    expect([postponing.status, postponing.body.code]).toEqual([422, 'status-not-allowed']);

    expect(await moveTo(ticket, 'new', agent)).toMatchObject({ status: 'new', formerStatus: null });
  });
});
