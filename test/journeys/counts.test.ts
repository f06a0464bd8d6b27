import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const customer = { email: 'carl@customer.example' };
const create = (departmentId: string, subject: string, more: object = {}) =>
  journey.owner.make('POST /v1/tickets', { subject, body: 'Please help.', customer, departmentId, ...more });

describe('what is counted', () => {
  it('follows every change of tickets, exact to the last one', async () => {
    const { id } = await journey.openDepartment('Counted');
    const elsewhere = await journey.openDepartment('Elsewhere');
    const ada = await journey.hire('Ada', { departments: { [id]: {} } });
    const bob = await journey.hire('Bob', { departments: { [id]: {}, [elsewhere.id]: {} } });
    const tickets = await Promise.all(Array.from({ length: 8 }, (_, n) => create(id, `Counted ${n}`)));
    const [first, second, third, fourth] = tickets;
    await ada.client.make(`POST /v1/tickets/${first.id}/messages`, { type: 'reply', body: 'Done.' });
    await ada.client.make(`POST /v1/tickets/${first.id}/status`, { status: 'resolved' });
    await ada.client.make(`POST /v1/tickets/${second.id}/messages`, { type: 'reply', body: 'Done.' });
    await ada.client.make(`POST /v1/tickets/${third.id}/assign`, { agentId: ada.id });
    await ada.client.make(`POST /v1/tickets/${fourth.id}/transfer`, { departmentId: elsewhere.id });
    await journey.settle();

    expect(await journey.owner.get(`/v1/departments/${id}/counts`)).toMatchObject({
      new: 5,
      open: 0,
      answered: 1,
      resolved: 1,
      atLeast: false,
    });
    expect(await journey.owner.get(`/v1/departments/${elsewhere.id}/counts`)).toMatchObject({ new: 1 });
    expect(await ada.client.get('/v1/to-solve')).toEqual({
      count: 5,
      byDepartment: { [id]: 5 },
      atLeast: false,
    });
    expect(await bob.client.get('/v1/to-solve')).toEqual({
      count: 5,
      byDepartment: { [id]: 4, [elsewhere.id]: 1 },
      atLeast: false,
    });
  });

  it('is exact within 2 s of each change, while the system goes on', async () => {
    const { id: departmentId } = await journey.openDepartment('Prompt');
    const elsewhere = await journey.openDepartment('Beside');
    const countsAre = (counts: object) =>
      expect
        .poll(() => journey.owner.get(`/v1/departments/${departmentId}/counts`), {
          timeout: 2_000,
          interval: 20,
        })
        .toMatchObject(counts);

    const ticket = await create(departmentId, 'Prompt');
    await countsAre({ new: 1 });
    await create(departmentId, 'Prompt, too');
    await countsAre({ new: 2 });
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/status`, { status: 'resolved', silent: true });
    await countsAre({ new: 1, resolved: 1 });
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/transfer`, { departmentId: elsewhere.id });
    await countsAre({ new: 1, open: 0, resolved: 0 });
  });

  it('is for an agent whom tags limit what he sees', async () => {
    const { id } = await journey.openDepartment('Tagged');
    const scope = { level: 'department', tags: ['vip'] } as const;
    const { client } = await journey.hire('Tag', { departments: { [id]: {} }, scope });
    await Promise.all([create(id, 'Tagged one', { tags: ['Vip'] }), create(id, 'Tagged two')]);
    await journey.settle();

    expect(await client.get('/v1/to-solve')).toEqual({ count: 1, byDepartment: { [id]: 1 }, atLeast: false });
    expect(await client.get(`/v1/departments/${id}/counts`)).toMatchObject({ new: 1, atLeast: false });
  });

  it('is refused for a department that is not there', async () => {
    expect(await journey.owner.ask('GET /v1/departments/dep_gone/counts')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});
