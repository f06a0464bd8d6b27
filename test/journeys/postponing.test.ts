import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let agent: Client;
let agentId: string;
let help: { id: string; mailbox: string };
beforeAll(async () => {
  journey = await startJourney();
  help = await journey.openDepartment('Help', { distribution: { ticket: { method: 'roundRobin' } } });
  ({ client: agent, id: agentId } = await journey.hire('Helper', { departments: { [help.id]: {} } }));
});
afterAll(() => journey.close());

async function arrived(subject: string): Promise<Json> {
  await journey.mailer.send({ from: 'carl@customer.example', to: help.mailbox, subject, text: 'Hello' });
  await journey.settle();
  return journey.ticketAbout(subject);
}

async function postpone(ticket: Json, minutes: number): Promise<Json> {
  const until = new Date(journey.platform.now() + minutes * 60_000).toISOString();
  return agent.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'postponed', until });
}

const look = (ticket: Json) => agent.get(`/v1/tickets/${ticket.id}`);
const loadOf = async () => (await agent.get('/v1/agents/me/presence')).load.ticket;

describe('a postponed ticket', () => {
  it('that nobody answered wakes as new, at its time and not before', async () => {
    const ticket = await arrived('Not now');
    expect(await loadOf()).toBe(1);
    expect(await postpone(ticket, 90)).toMatchObject({ status: 'postponed', assigneeId: agentId });
    expect(await loadOf()).toBe(0);

    await journey.advanceMinutes(88);
    expect(await look(ticket)).toMatchObject({ status: 'postponed' });
    await journey.advanceMinutes(3);

    expect(await look(ticket)).toMatchObject({ status: 'new', assigneeId: agentId, postponedUntil: null });
    expect(await loadOf()).toBe(1);
    const woken = (await agent.list(`/v1/tickets/${ticket.id}/timeline`)).filter(
      ({ kind, after }) => kind === 'ticket.statusChanged' && after.status === 'new',
    );
    expect(woken).toMatchObject([{ actor: { kind: 'system' } }]);
    const lateMs = Date.parse(woken[0].at) - (Date.parse(ticket.createdAt) + 90 * 60_000);
    expect(Math.abs(lateMs)).toBeLessThan(60_000);
    await agent.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
  });

  it('that was answered wakes as open', async () => {
    const ticket = await arrived('Later');
    await agent.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'I shall look.' });
    await postpone(ticket, 30);

    await journey.advanceMinutes(32);

    expect(await look(ticket)).toMatchObject({ status: 'open' });
    await agent.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
  });

  it.each([
    ['open', true],
    ['new', false],
  ])('wakes as %s when its customer writes on', async (status, isAnswered) => {
    const ticket = await arrived(`Written on as ${status}`);
    if (isAnswered) await agent.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'x' });
    await postpone(ticket, 600);

    const subject = `Re: [${ticket.code}]`;
    await journey.mailer.send({ from: 'carl@customer.example', to: help.mailbox, subject, text: 'Well?' });
    await journey.settle();

    expect(await look(ticket)).toMatchObject({ status, postponedUntil: null });
    await journey.advanceMinutes(601);
    expect(await look(ticket)).toMatchObject({ status });
    await agent.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
  });

  it('does not use up its time', async () => {
    const { id: levelId } = await journey.owner.make('POST /v1/sla-levels', {
      name: 'Hour',
      targetMinutes: { firstAnswer: 60 },
    });
    await journey.owner.make('POST /v1/sla-rules', { name: 'All', levelId });
    const ticket = await arrived('On hold');
    await journey.advanceMinutes(20);
    await postpone(ticket, 300);
    const { clocks: paused } = await agent.get(`/v1/tickets/${ticket.id}/sla`);
    expect(paused).toMatchObject([{ kind: 'firstAnswer', state: 'paused' }]);

    await journey.advanceMinutes(301);

    const { clocks } = await agent.get(`/v1/tickets/${ticket.id}/sla`);
    expect(clocks).toMatchObject([{ kind: 'firstAnswer', state: 'running' }]);
    const leftMinutes = (Date.parse(clocks[0].dueAt) - journey.platform.now()) / 60_000;
    expect(leftMinutes).toBeGreaterThan(37);
    expect(leftMinutes).toBeLessThanOrEqual(40.5);
    expect(await look(ticket)).toMatchObject({ sla: { breached: false } });
  });
});
