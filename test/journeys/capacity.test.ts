import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const pushing = { distribution: { ticket: { method: 'averageUtilization' } } };

async function arrive(departmentId: string, count: number): Promise<void> {
  const body = { subject: 'S', body: 'B', departmentId, customer: {} };
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      journey.owner.make('POST /v1/tickets', { ...body, customer: { email: `c${n}@customer.example` } }),
    ),
  );
  await journey.settle();
}

/** How many tickets of the department each agent has; `null` for nobody. */
async function shares(departmentId: string): Promise<Record<string, number>> {
  const tickets = await journey.owner.list(
    `/v1/tickets?departmentId=${departmentId}&status=new,open&limit=100`,
  );
  const counts: Record<string, number> = {};
  for (const { assigneeId } of tickets) counts[assigneeId] = (counts[assigneeId] ?? 0) + 1;
  return counts;
}

const be = ({ client }: Hired, presence: Record<string, unknown>) =>
  client.make('PUT /v1/agents/me/presence', presence);
const firstTicketOf = async ({ client }: Hired): Promise<Json> =>
  (await client.get('/v1/tickets?assigneeId=me&status=new,open&limit=1')).items[0];

describe('a department that pushes its tickets', () => {
  it('fills everybody up to his maximum and serves what waits as soon as somebody has room', async () => {
    const { id } = await journey.openDepartment('Push', pushing);
    const one = await journey.hire('One', { departments: { [id]: { maxLoad: 3 } } });
    const two = await journey.hire('Two', { departments: { [id]: { maxLoad: 2 } } });

    await arrive(id, 12);
    expect(await shares(id)).toEqual({ [one.id]: 3, [two.id]: 2, null: 7 });

    // One is done with a ticket.
    const done = await firstTicketOf(one);
    await one.client.make(`POST /v1/tickets/${done.id}/status`, { status: 'resolved' });
    await journey.settle();
    expect(await shares(id)).toEqual({ [one.id]: 3, [two.id]: 2, null: 6 });

    // Two answers one, which then waits for the customer.
    const answered = await firstTicketOf(two);
    await two.client.make(`POST /v1/tickets/${answered.id}/messages`, { type: 'reply', body: 'x' });
    await journey.settle();
    expect(await shares(id)).toEqual({ [one.id]: 3, [two.id]: 2, null: 5 });

    // His maximum rises.
    const member = { role: 'solver', channels: { ticket: { maxLoad: 4 } } };
    await journey.owner.make(`PUT /v1/departments/${id}/members/${two.id}`, member);
    await journey.settle();
    expect(await shares(id)).toEqual({ [one.id]: 3, [two.id]: 4, null: 3 });

    // Somebody joins.
    const three = await journey.hire('Three', { departments: { [id]: { maxLoad: 1 } } });
    await journey.settle();
    expect(await shares(id)).toEqual({ [one.id]: 3, [two.id]: 4, [three.id]: 1, null: 2 });

    // A ticket leaves for another department.
    const moved = await firstTicketOf(three);
    await three.client.make(`POST /v1/tickets/${moved.id}/transfer`, { departmentId: 'dep_default' });
    await journey.settle();
    expect(await shares(id)).toEqual({ [one.id]: 3, [two.id]: 4, [three.id]: 1, null: 1 });
  });

  it('never goes above a maximum under many changes at once', async () => {
    const { id } = await journey.openDepartment('Crowd', pushing);
    const agents = await Promise.all(
      ['Ann', 'Ben', 'Cid'].map((name) => journey.hire(name, { departments: { [id]: { maxLoad: 2 } } })),
    );

    const highest = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      const arriving = arrive(id, 6);
      await Promise.all(
        agents.map(async (agent) => {
          const mine = await agent.client.list('/v1/tickets?assigneeId=me&status=new,open');
          await Promise.all(
            mine.map(({ id: ticketId }) =>
              agent.client.ask(`POST /v1/tickets/${ticketId}/status`, { body: { status: 'resolved' } }),
            ),
          );
        }),
      );
      await arriving;
      for (const [agentId, count] of Object.entries(await shares(id))) {
        highest.set(agentId, Math.max(highest.get(agentId) ?? 0, count));
      }
    }

    for (const agent of agents) {
      expect(highest.get(agent.id)).toBe(2);
      expect((await agent.client.get('/v1/agents/me/presence')).load.ticket).toBe(2);
    }
  });

  it('lets a customer’s reply bring an agent above his maximum, and then gives him nothing', async () => {
    const { id, mailbox } = await journey.openDepartment('Above', pushing);
    const agent = await journey.hire('Busy', { departments: { [id]: { maxLoad: 1 } } });
    await journey.mailer.send({ from: 'c@customer.example', to: mailbox, subject: 'Back again', text: 'x' });
    await journey.settle();
    const ticket = await journey.ticketAbout('Back again');
    await agent.client.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'x' });
    await arrive(id, 2);
    expect(await shares(id)).toEqual({ [agent.id]: 1, null: 1 });

    await journey.mailer.send({ from: 'c@customer.example', to: mailbox, subject: ticket.code, text: 'y' });
    await journey.settle();
    expect(await shares(id)).toEqual({ [agent.id]: 2, null: 1 });

    await agent.client.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved' });
    await journey.settle();
    expect(await shares(id)).toEqual({ [agent.id]: 1, null: 1 });
  });

  it('gives nothing to who is away, and what waits to who comes back, on his own or when his break ends', async () => {
    const { id } = await journey.openDepartment('Breaks', pushing);
    const agent = await journey.hire('Breaker', { departments: { [id]: { maxLoad: 2 } }, state: 'offline' });
    await arrive(id, 5);
    expect(await shares(id)).toEqual({ null: 5 });

    await be(agent, { state: 'online' });
    await journey.settle();
    expect(await shares(id)).toEqual({ [agent.id]: 2, null: 3 });

    const until = new Date(journey.platform.now() + 30 * 60_000).toISOString();
    await be(agent, { state: 'break', reason: 'lunch', until });
    for (const { id: ticketId } of await agent.client.list('/v1/tickets?assigneeId=me')) {
      await agent.client.make(`POST /v1/tickets/${ticketId}/status`, { status: 'resolved' });
    }
    await journey.settle();
    expect(await shares(id)).toEqual({ null: 3 });
    await journey.advanceMinutes(28);
    expect(await agent.client.get('/v1/agents/me/presence')).toMatchObject({
      state: 'break',
      reason: 'lunch',
    });
    expect(await shares(id)).toEqual({ null: 3 });

    await journey.advanceMinutes(3);
    expect(await agent.client.get('/v1/agents/me/presence')).toMatchObject({ state: 'online', until: null });
    expect(await shares(id)).toEqual({ [agent.id]: 2, null: 1 });
  });

  it('explains who was left out and why', async () => {
    const { id } = await journey.openDepartment('Reasons', pushing);
    const full = await journey.hire('Full', { departments: { [id]: { maxLoad: 1 } } });
    await arrive(id, 1);
    const away = await journey.hire('Away', { departments: { [id]: {} }, state: 'offline' });
    const pausing = await journey.hire('Pausing', { departments: { [id]: {} }, state: 'offline' });
    await be(pausing, { state: 'break' });
    const free = await journey.hire('Free', { departments: { [id]: {} } });
    await journey.hire('Reading', { departments: { [id]: { role: 'reader' } } });
    await arrive(id, 1);

    const [ticket] = await free.client.list('/v1/tickets?assigneeId=me');
    const { items } = await journey.owner.get(`/v1/tickets/${ticket.id}/routing`);

    expect(items).toMatchObject([{ outcome: 'assigned', agentId: free.id, method: 'averageUtilization' }]);
    const reasonsOf = (agentId: string) =>
      items[0].considered.find((one: Json) => one.agentId === agentId)?.reasons;
    expect(reasonsOf(full.id)).toEqual(['at-maximum-load']);
    expect(reasonsOf(away.id)).toEqual(['offline']);
    expect(reasonsOf(pausing.id)).toEqual(['on-break']);
    expect(reasonsOf(free.id)).toEqual([]);
  });
});
