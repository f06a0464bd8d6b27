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

  it('takes the tickets of a department off the button, and off its count, as soon as it is switched off', async () => {
    const { id } = await journey.openDepartment('Switched');
    const { id: agentId, client } = await journey.hire('Switcher', { departments: { [id]: {} } });
    const given = await create(id, 'Switched mine');
    await journey.owner.make(`POST /v1/tickets/${given.id}/assign`, { agentId });
    await create(id, 'Switched free');
    await journey.settle();
    expect(await client.get('/v1/to-solve')).toMatchObject({ count: 2, byDepartment: { [id]: 2 } });

    await journey.owner.make(`PATCH /v1/departments/${id}`, { toSolve: false });
    expect(await client.get('/v1/to-solve')).toEqual({ count: 0, byDepartment: {}, atLeast: false });
    expect((await client.ask('POST /v1/to-solve/next')).status).toBe(204);
    expect(await client.list(`/v1/tickets?departmentId=${id}`)).toHaveLength(2);

    await journey.owner.make(`PATCH /v1/departments/${id}`, { toSolve: true });
    expect(await client.get('/v1/to-solve')).toMatchObject({ count: 2 });
    expect((await client.ask('POST /v1/to-solve/next')).status).toBe(200);
  });

  it('counts and offers what another is viewing to nobody but him', async () => {
    const { id } = await journey.openDepartment('Viewed');
    const ada = await journey.hire('Viewing', { departments: { [id]: {} } });
    const bob = await journey.hire('Asking', { departments: { [id]: {} } });
    const ticket = await create(id, 'Viewed one');
    await ada.client.make(`PUT /v1/tickets/${ticket.id}/viewers`, { state: 'answering' });
    await journey.settle();

    expect((await bob.client.ask('POST /v1/to-solve/next')).status).toBe(204);
    expect(await bob.client.get('/v1/to-solve')).toMatchObject({ count: 1 });
    expect(await ada.client.make('POST /v1/to-solve/next')).toMatchObject({ id: ticket.id });
  });

  it('gives what an agent answered last before all else, where the account wants that', async () => {
    const { id } = await journey.openDepartment('Known');
    const ada = await journey.hire('Knowing', { departments: { [id]: {} } });
    const urgent = await create(id, 'Known urgent', { priority: 'urgent' });
    const known = await create(id, 'Known before');
    const path = `/v1/tickets/${known.id}`;
    await ada.client.make(`POST ${path}/messages`, { type: 'reply', body: 'Which one?' });
    await journey.owner.make(`POST ${path}/assign`, { agentId: null });
    await journey.owner.make(`POST ${path}/status`, { status: 'open' });
    await journey.owner.make('PATCH /v1/settings', { toSolveOrder: 'lastAgentFirst' });
    await journey.settle();

    const first = await ada.client.make('POST /v1/to-solve/next');
    const second = await ada.client.make('POST /v1/to-solve/next');
    expect([first.id, second.id]).toEqual([known.id, urgent.id]);
    await journey.owner.make('PATCH /v1/settings', { toSolveOrder: 'importance' });
  });

  it('binds an agent who works only through it', async () => {
    const { id } = await journey.openDepartment('Only');
    const { id: agentId, client } = await journey.hire('Bound', {
      departments: { [id]: {} },
      onlyToSolve: true,
    });
    const { id: ticketId } = await create(id, 'Only one');
    await journey.settle();
    const path = `/v1/tickets/${ticketId}`;
    const reply = () => client.ask(`POST ${path}/messages`, { body: { type: 'reply', body: 'x' } });
    const refused = {
      status: 422,
      body: { code: 'ticket-not-taken', detail: expect.stringMatching(/To solve/) },
    };

    expect(await client.list('/v1/tickets')).toMatchObject([{ id: ticketId }]);
    expect(await reply()).toMatchObject(refused);
    expect(await client.make(`POST ${path}/claim`)).toMatchObject({ assigneeId: agentId });
    expect(await reply()).toMatchObject(refused);
    await client.make(`POST ${path}/messages`, { type: 'note', body: 'A note binds nobody.' });
    expect(await client.make('POST /v1/to-solve/next')).toMatchObject({ id: ticketId });
    expect((await reply()).status).toBe(201);
    await journey.owner.make(`POST ${path}/status`, { status: 'resolved' });
    expect((await reply()).status).toBe(201);
    const kinds = (await client.list(`${path}/timeline`)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => /assigned|taken/.test(kind))).toEqual(['ticket.assigned', 'ticket.taken']);
  });
});
