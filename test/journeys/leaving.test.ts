import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let sales: string;
beforeAll(async () => {
  journey = await startJourney();
  const pushed = { distribution: { ticket: { method: 'roundRobin' } } };
  ({ id: sales } = await journey.openDepartment('Sales', pushed));
});
afterAll(() => journey.close());

async function ticketsOf({ id }: Hired, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    const said = { subject: `T${at}`, body: 'B', departmentId: 'dep_default' };
    const customer = { email: `c${at}@customer.example` };
    const ticket = await journey.owner.make('POST /v1/tickets', { ...said, customer });
    await journey.owner.make(`POST /v1/tickets/${ticket.id}/transfer`, { departmentId: sales, agentId: id });
    ids.push(ticket.id);
  }
  return ids;
}

const read = (id: string) => journey.owner.get(`/v1/tickets/${id}`);

describe('deleting an agent', () => {
  it('returns his tickets to distribution, those that are resolved too, and keeps his history', async () => {
    const leaver = await journey.hire('Leaver', { departments: { [sales]: { maxLoad: 300 } } });
    const ids = await ticketsOf(leaver, 5);
    const [resolved = ''] = ids;
    await leaver.client.make(`POST /v1/tickets/${resolved}/messages`, { type: 'reply', body: 'R' });
    await leaver.client.make(`POST /v1/tickets/${resolved}/status`, { status: 'resolved' });
    const stayer = await journey.hire('Stayer', { departments: { [sales]: { maxLoad: 300 } } });

    await journey.owner.make(`DELETE /v1/agents/${leaver.id}`);
    await journey.settle();

    const tickets = await Promise.all(ids.map(read));
    expect(tickets.map(({ assigneeId }) => assigneeId)).toEqual([null, ...ids.slice(1).map(() => stayer.id)]);
    const timeline = await journey.owner.list(`/v1/tickets/${resolved}/timeline`);
    expect(timeline.some(({ actor }) => actor.id === leaver.id)).toBe(true);
    const { load } = await journey.owner.get(`/v1/agents/${stayer.id}/presence`);
    expect(load).toEqual({ ticket: 4 });

    await journey.advanceMinutes(3);
    const restored = await journey.owner.make(`POST /v1/agents/${leaver.id}/restore`);
    expect(restored).toMatchObject({ id: leaver.id, email: 'leaver@staff.example' });
    const presence = await journey.owner.get(`/v1/agents/${leaver.id}/presence`);
    expect(presence).toMatchObject({ load: { ticket: 0 }, departments: [{ departmentId: sales }] });
  });

  it('goes on by itself with what comes to him afterwards', async () => {
    const leaver = await journey.hire('Late', { departments: { [sales]: {} } });
    const [late = ''] = await ticketsOf(leaver, 1);
    await journey.owner.make(`POST /v1/tickets/${late}/assign`, { agentId: null });
    await journey.settle();
    await journey.owner.make(`DELETE /v1/agents/${leaver.id}`);

    const told = await journey.owner.ask(`POST /v1/tickets/${late}/assign`, { body: { agentId: leaver.id } });
    // His own key is known for half a minute where it was just used.
    await leaver.client.ask(`POST /v1/tickets/${late}/claim`);
    await journey.advanceMinutes(3);

    expect(told).toMatchObject({ status: 400, body: { errors: [{ path: 'agentId' }] } });
    expect((await read(late)).assigneeId).not.toBe(leaver.id);
  });
});

describe('an invitation', () => {
  it('is a mail that says where the desk is', async () => {
    const said = { name: 'Newcomer', email: 'newcomer@staff.example', invite: true };
    await journey.owner.make('POST /v1/agents', said);
    await journey.settle();

    const [mail, ...others] = journey.mailsTo('newcomer@staff.example');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'You are invited to the help desk' });
    expect(mail?.text).toContain(journey.platform.url);
    expect(mail?.headers['auto-submitted']).toBe('auto-generated');
  });
});
