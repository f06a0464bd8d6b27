import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import { startApi, type TestApi, type Told } from '#test/support/api.ts';

type Json = Told['body'];

let api: TestApi;
let levelId: string;
let sundays: string;
let me: string;
beforeAll(async () => {
  api = await startApi({
    '/v1/tickets': tickets,
    '/v1/departments': organisation,
    '/v1/agents': organisation,
    '/v1/me': organisation,
    '/v1': configuration,
  });
  const targetMinutes = { firstAnswer: 60, nextAnswer: 30, firstAssign: 20, firstResolve: 600 };
  levelId = (await api.make('POST /v1/sla-levels', { name: 'Gold', targetMinutes })).id;
  await api.make('POST /v1/sla-rules', { name: 'All', levelId });
  const weekly = { sunday: [{ from: '10:00', to: '12:00' }] };
  const hours = await api.make('POST /v1/business-hours', { name: 'Sundays', timezone: 'UTC', weekly });
  const department = { name: 'Sundays', businessHoursId: hours.id };
  sundays = (await api.make('POST /v1/departments', department)).id;
  me = (await api.ask('GET /v1/me')).body.id;
});
afterAll(() => api.close());

const customer = { email: 'carl@customer.example' };
const open = (said: object = {}): Promise<Json> =>
  api.make('POST /v1/tickets', { subject: 'S', body: 'B', customer, ...said });
const act = ({ id }: Json, path: string, body: object) => api.make(`POST /v1/tickets/${id}/${path}`, body);
const reply = (ticket: Json) => act(ticket, 'messages', { type: 'reply', body: 'R' });
const become = (ticket: Json, status: string, more: object = {}) =>
  act(ticket, 'status', { status, ...more });
const wait = (minutes: number) => api.clock.moveTo(api.clock.now() + minutes * 60_000);
const inMinutes = (minutes: number) => toInstant(api.clock.now() + minutes * 60_000);
const clocksOf = async ({ id }: Json): Promise<Json[]> =>
  (await api.ask(`GET /v1/tickets/${id}/sla`)).body.clocks;
const clockOf = async (ticket: Json, kind: string) =>
  (await clocksOf(ticket)).find((clock) => clock.kind === kind);
const endsOf = async ({ id }: Json): Promise<string[]> => {
  const { body } = await api.ask(`GET /v1/tickets/${id}/timeline?limit=100`);
  const ends = body.items.filter(({ kind }: Json) => kind === 'sla.ended');
  return ends.map(({ after }: Json) => `${after.clock} ${after.outcome} ${after.elapsedMinutes}`);
};

describe('the clocks of a ticket', () => {
  it('run from its message; one that an agent makes promises no first answer', async () => {
    const [theirs, ours] = [await open(), await open({ outgoing: true })];

    expect((await clocksOf(theirs)).map(({ kind }) => kind)).toEqual([
      'firstAnswer',
      'firstAssign',
      'firstResolve',
    ]);
    expect((await clocksOf(ours)).map(({ kind }) => kind)).toEqual(['firstAssign', 'firstResolve']);
  });

  it('start a next answer at every reopening and end it with every answer', async () => {
    const ticket = await open();
    for (const minutes of [10, 20]) {
      wait(minutes);
      await reply(ticket);
      wait(1);
      await become(ticket, 'open');
      expect(await clockOf(ticket, 'nextAnswer')).toMatchObject({ state: 'running', dueAt: inMinutes(30) });
    }
    wait(5);
    await reply(ticket);

    expect((await endsOf(ticket)).filter((end) => end.includes('Answer'))).toEqual([
      'firstAnswer kept 10',
      'nextAnswer kept 20',
      'nextAnswer kept 5',
    ]);
  });

  it('are missed from the breach on, and logged when they end', async () => {
    const ticket = await open();
    wait(61);
    await act(ticket, 'assign', { agentId: me });
    expect(await clockOf(ticket, 'firstAnswer')).toMatchObject({ state: 'missed', endedAt: null });
    expect(await endsOf(ticket)).toEqual(['firstAssign missed 61']);

    wait(9);
    await become(ticket, 'resolved');

    expect((await endsOf(ticket)).slice(1)).toEqual(['firstResolve kept 70', 'firstAnswer missed 70']);
  });

  it('leave no row of a first answer when a new ticket is resolved in time, and resolve once', async () => {
    const ticket = await open();
    wait(5);
    await become(ticket, 'resolved');
    wait(5);
    await become(ticket, 'open');
    await become(ticket, 'resolved');

    expect(await endsOf(ticket)).toEqual(['firstResolve kept 5']);
  });

  it('stand still while it is postponed', async () => {
    const ticket = await open();
    wait(10);
    await become(ticket, 'postponed', { until: inMinutes(300) });
    expect(await clockOf(ticket, 'firstAnswer')).toMatchObject({
      state: 'paused',
      dueAt: null,
      elapsedMinutes: 10,
    });

    wait(301);
    await reply(ticket);

    expect((await endsOf(ticket))[0]).toBe('firstAnswer kept 11');
  });

  it('count in the hours of the department to which it is transferred', async () => {
    const ticket = await open();
    expect((await clockOf(ticket, 'firstAnswer')).dueAt).toBe(inMinutes(60));

    await act(ticket, 'transfer', { departmentId: sundays });
    const { dueAt } = await clockOf(ticket, 'firstAnswer');
    await act(ticket, 'transfer', { departmentId: 'dep_default' });

    expect(new Date(dueAt).getUTCDay()).toBe(0);
    expect(dueAt).toMatch(/T11:00:00.000Z$/);
    expect((await clockOf(ticket, 'firstAnswer')).dueAt).toBe(inMinutes(60));
  });

  it.each([
    ['spam', (ticket: Json) => become(ticket, 'spam')],
    ['deletion', (ticket: Json) => api.ask(`DELETE /v1/tickets/${ticket.id}`)],
    ['a merge', async (ticket: Json) => act(await open(), 'merge', { sourceIds: [ticket.id] })],
  ] as const)('end with %s without a row', async (_, discard) => {
    const ticket = await open();
    wait(70);

    await discard(ticket);

    expect(await clocksOf(ticket)).toEqual([]);
    expect(await endsOf(ticket)).toEqual([]);
  });

  it('start when it is no spam after all', async () => {
    const ticket = await open();
    wait(50);
    await become(ticket, 'spam');
    wait(500);
    await become(ticket, 'new');

    expect(await clockOf(ticket, 'firstAnswer')).toMatchObject({
      state: 'running',
      startedAt: inMinutes(0),
      dueAt: inMinutes(60),
    });
  });

  it('are given to a split ticket by the rules of that day', async () => {
    const ticket = await open();
    await reply(ticket);
    const { id: messageId } = await reply(ticket);
    const silver = { name: 'Silver', targetMinutes: { firstResolve: 300 } };
    const { id: silverId } = await api.make('POST /v1/sla-levels', silver);
    const { id: ruleId } = await api.make('POST /v1/sla-rules', {
      name: 'First',
      order: 0,
      levelId: silverId,
    });

    const made = await act(ticket, 'split', { messageId });
    await api.ask(`DELETE /v1/sla-rules/${ruleId}`);

    const { body: left } = await api.ask(`GET /v1/tickets/${ticket.id}`);
    expect(left.sla.levelId).toBe(levelId);
    expect(made.id).not.toBe(ticket.id);
    expect(made.sla.levelId).toBe(silverId);
    expect(toEpochMs(made.sla.nextDueAt)).toBe(toEpochMs(made.createdAt) + 300 * 60_000);
  });
});
