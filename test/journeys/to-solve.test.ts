import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { raceForTickets } from './stories/claim-race.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const create = (departmentId: string, subject: string, more = {}) =>
  journey.owner.make('POST /v1/tickets', {
    subject,
    body: 'B',
    departmentId,
    customer: { email: `${subject.toLowerCase().replaceAll(' ', '-')}@customer.example` },
    ...more,
  });

describe('To solve', () => {
  it('gives the most important ticket first', async () => {
    const { id } = await journey.openDepartment('Order');
    const { client } = await journey.hire('Orderly', { departments: { [id]: {} } });
    const level = async (name: string, firstAnswer: number) => {
      const made = await journey.owner.make('POST /v1/sla-levels', { name, targetMinutes: { firstAnswer } });
      const groups = [{ conditions: [{ field: 'tags', operator: 'anyOf', value: [name] }] }];
      await journey.owner.make('POST /v1/sla-rules', { name, levelId: made.id, groups });
    };
    await level('slow', 600);
    await level('fast', 60);
    await create(id, 'Without a level');
    await create(id, 'Slow', { tags: ['slow'] });
    await create(id, 'Fast', { tags: ['fast'] });
    await create(id, 'Slow but urgent', { tags: ['slow'], priority: 'urgent' });
    await create(id, 'Fast but low', { tags: ['fast'], priority: 'low' });
    await journey.settle();

    const taken: string[] = [];
    for (;;) {
      const next = await client.ask('POST /v1/to-solve/next');
      if (next.status === 204) break;
      taken.push(next.body.subject);
    }

    // A sixteenth of ten hours, an hour, four times an hour, ten hours, a week.
    expect(taken).toEqual(['Slow but urgent', 'Fast', 'Fast but low', 'Slow', 'Without a level']);
  });

  it('gives two agents who ask at the same moment two different tickets', async () => {
    await raceForTickets(journey, { agents: 6, tickets: 30, requests: 60 });
  });

  it('gives the same ticket again when the answer was lost', async () => {
    const { id } = await journey.openDepartment('Again');
    const { client } = await journey.hire('Patient', { departments: { [id]: {} } });
    await create(id, 'Again one');
    await create(id, 'Again two');
    await journey.settle();
    const take = () => client.ask('POST /v1/to-solve/next', { headers: { 'idempotency-key': 'lost' } });

    const [first, second] = [await take(), await take()];

    expect(second.body).toEqual(first.body);
    expect(await client.list('/v1/tickets?assigneeId=me')).toHaveLength(1);
  });

  it('never gives what belongs to others, is not in his departments, waits for nobody, or is switched off', async () => {
    const { id } = await journey.openDepartment('Mine');
    const off = await journey.openDepartment('Off', { toSolve: false });
    const other = await journey.openDepartment('Foreign');
    const me = await journey.hire('Me', { departments: { [id]: {}, [off.id]: {} } });
    const colleague = await journey.hire('Colleague', { departments: { [id]: {} } });
    const reader = await journey.hire('Reader', { departments: { [id]: { role: 'reader' } } });
    const taken = await create(id, 'Mine taken');
    await journey.owner.make(`POST /v1/tickets/${taken.id}/assign`, { agentId: colleague.id });
    const resolved = await create(id, 'Mine resolved');
    await journey.owner.make(`POST /v1/tickets/${resolved.id}/status`, { status: 'resolved' });
    await create(off.id, 'Switched off');
    await create(other.id, 'Elsewhere');
    const given = await create(id, 'Given to me');
    await journey.owner.make(`POST /v1/tickets/${given.id}/assign`, { agentId: me.id });
    await journey.settle();

    expect((await reader.client.ask('POST /v1/to-solve/next')).status).toBe(204);
    expect(await me.client.ask('POST /v1/to-solve/next')).toMatchObject({ body: { id: given.id } });
    expect((await me.client.ask('POST /v1/to-solve/next')).status).toBe(204);
  });

  it('binds an agent who works only through it', async () => {
    const { id } = await journey.openDepartment('Only');
    const { client } = await journey.hire('Bound', { departments: { [id]: {} }, onlyToSolve: true });
    await create(id, 'Only one');
    await journey.settle();
    const [ticket] = await client.list('/v1/tickets');
    const reply = () =>
      client.ask(`POST /v1/tickets/${ticket.id}/messages`, { body: { type: 'reply', body: 'x' } });

    expect(await reply()).toMatchObject({ status: 422, body: { code: 'ticket-not-taken' } });
    await client.make('POST /v1/to-solve/next');
    expect((await reply()).status).toBe(201);
  });
});
