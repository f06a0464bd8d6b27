import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '#test/support/at-once.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const pushed = { distribution: { ticket: { method: 'roundRobin' } } };

describe('deleting a department', () => {
  it('hands everything to its substitute, which distributes what waits', async () => {
    const { owner, mailer } = journey;
    const old = await journey.openDepartment('Old', pushed);
    const successor = await journey.openDepartment('Successor', pushed);
    const leaver = await journey.hire('Mover', { departments: { [old.id]: { maxLoad: 40 } } });
    const customers = Array.from({ length: 60 }, (_, at) => `c${at}@customer.example`);
    await atOnce(4, customers, (from, at) =>
      mailer.send({ from, to: old.mailbox, subject: `Before ${at}`, text: 'Hello' }),
    );
    await journey.settle();
    const counted = await owner.get(`/v1/departments/${old.id}/counts`);
    const agent = await journey.hire('Keeper', { departments: { [successor.id]: { maxLoad: 100 } } });

    const told = await owner.ask(`DELETE /v1/departments/${old.id}?substituteId=${successor.id}`);
    await atOnce(4, customers.slice(0, 10), (from, at) =>
      mailer.send({ from, to: old.mailbox, subject: `Meanwhile ${at}`, text: 'Hello' }),
    );
    await journey.settle();

    expect(counted).toMatchObject({ new: 60 });
    expect(told.status).toBe(202);
    expect(await owner.get(`/v1/jobs/${told.body.id}`)).toMatchObject({
      state: 'running',
      total: 60,
      done: 60,
    });
    expect((await owner.ask(`GET /v1/departments/${old.id}`)).status).toBe(404);
    const tickets = await owner.list(`/v1/tickets?departmentId=${successor.id}&limit=100`);
    expect(tickets).toHaveLength(70);
    expect(await owner.get(`/v1/departments/${successor.id}/counts`)).toMatchObject({ new: 70 });
    const loads = await Promise.all(
      [leaver, agent].map(async ({ id }) => (await owner.get(`/v1/agents/${id}/presence`)).load.ticket),
    );
    expect(loads[0] + loads[1]).toBe(70);
    expect(loads[1]).toBeGreaterThan(0);
    const moved = tickets.find(({ subject }) => subject === 'Before 0');
    const timeline = await owner.list(`/v1/tickets/${moved?.id}/timeline`);
    expect(timeline.filter(({ kind }) => kind === 'ticket.transferred')).toHaveLength(1);

    await journey.advanceMinutes(3);

    expect(await owner.get(`/v1/jobs/${told.body.id}`)).toMatchObject({ state: 'done', total: 60, done: 60 });
    expect(await leaver.client.get('/v1/me')).toMatchObject({ departments: [{ id: successor.id }] });
    expect(await journey.visitor.make('GET /_local/dead-letters')).toEqual({ items: [] });
  });
});
