import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let owner: Client;
let sales: string;
let help: string;
let seller: Hired;
let helper: Hired;
let levelId: string;
const tickets: Record<string, Json> = {};
beforeAll(async () => {
  journey = await startJourney();
  owner = journey.owner;
  ({ id: sales } = await journey.openDepartment('Sales'));
  ({ id: help } = await journey.openDepartment('Help'));
  seller = await journey.hire('Seller', { departments: { [sales]: {} } });
  helper = await journey.hire('Helper', { departments: { [help]: {} } });
  ({ id: levelId } = await owner.make('POST /v1/sla-levels', {
    name: 'Gold',
    targetMinutes: { firstAnswer: 60, firstResolve: 600 },
  }));
  await owner.make('POST /v1/sla-rules', { name: 'All', levelId });
  for (const [name, departmentId] of [
    ['first', sales],
    ['second', sales],
    ['third', help],
  ] as const) {
    tickets[name] = await open(name, departmentId);
    await journey.advanceMinutes(1);
  }
  await journey.settle();
});
afterAll(() => journey.close());

function open(subject: string, departmentId: string): Promise<Json> {
  const customer = { email: 'carl@customer.example' };
  return owner.make('POST /v1/tickets', { subject, body: 'Hello', customer, departmentId });
}

const forecast = async (client: Client, query = ''): Promise<Json[]> =>
  (await client.get(`/v1/sla/forecast${query}`)).items;
const idsOf = (items: readonly Json[]) =>
  items.map(({ departmentId, count, clocks }) => [
    departmentId,
    count,
    clocks.map(({ ticketId, kind }: Json) => `${ticketId} ${kind}`),
  ]);

describe('the forecast', () => {
  it('tells the clocks that will breach by department, the earliest first', async () => {
    const soon = await forecast(owner);
    const late = await forecast(owner, '?hours=24');

    expect(idsOf(soon)).toEqual([
      [sales, 2, [`${tickets['first'].id} firstAnswer`, `${tickets['second'].id} firstAnswer`]],
      [help, 1, [`${tickets['third'].id} firstAnswer`]],
    ]);
    expect(soon[0].clocks[0].dueAt).toBe(
      new Date(Date.parse(tickets['first'].createdAt) + 3_600_000).toISOString(),
    );
    expect(late.map(({ departmentId, count }) => [departmentId, count])).toEqual([
      [sales, 4],
      [help, 2],
    ]);
  });

  it('names the first clocks only and counts all', async () => {
    const [first] = await forecast(owner, `?hours=24&limit=1&departmentId=${sales}`);

    expect(first).toMatchObject({ departmentId: sales, count: 4, atLeast: false });
    expect(first.clocks).toHaveLength(1);
  });

  it('tells an agent of his departments and his tickets alone', async () => {
    expect(idsOf(await forecast(helper.client))).toEqual([[help, 1, [`${tickets['third'].id} firstAnswer`]]]);

    await owner.make(`POST /v1/tickets/${tickets['second'].id}/assign`, { agentId: helper.id });
    await journey.settle();

    expect(idsOf(await forecast(helper.client))).toEqual([
      [sales, 1, [`${tickets['second'].id} firstAnswer`]],
      [help, 1, [`${tickets['third'].id} firstAnswer`]],
    ]);
    await owner.make(`POST /v1/tickets/${tickets['second'].id}/assign`, { agentId: null });
  });

  it('follows an answer, a transfer, a postponement and spam', async () => {
    const reply = { type: 'reply', body: 'Soon.' };
    await journey.advanceMinutes(7);
    await seller.client.make(`POST /v1/tickets/${tickets['first'].id}/messages`, reply);
    await owner.make(`POST /v1/tickets/${tickets['second'].id}/transfer`, { departmentId: help });
    const spam = await open('spam', sales);
    const postponed = await open('postponed', sales);
    await owner.make(`POST /v1/tickets/${spam.id}/status`, { status: 'spam' });
    const until = new Date(journey.platform.now() + 900 * 60_000).toISOString();
    await owner.make(`POST /v1/tickets/${postponed.id}/status`, { status: 'postponed', until });
    await journey.settle();

    expect(idsOf(await forecast(owner))).toEqual([
      [help, 2, [`${tickets['second'].id} firstAnswer`, `${tickets['third'].id} firstAnswer`]],
    ]);
  });
});

describe('the log', () => {
  it('has a row for each clock that ended, kept or missed', async () => {
    await journey.advanceMinutes(70);
    const reply = { type: 'reply', body: 'Late.' };
    await helper.client.make(`POST /v1/tickets/${tickets['third'].id}/assign`, { agentId: helper.id });
    await helper.client.make(`POST /v1/tickets/${tickets['third'].id}/messages`, reply);
    await seller.client.make(`POST /v1/tickets/${tickets['first'].id}/status`, { status: 'resolved' });
    await journey.settle();

    const rows = await owner.list('/v1/sla/log?limit=2');

    expect(rows.map((row) => [row.ticketId, row.kind, row.outcome])).toEqual([
      [tickets['first'].id, 'firstResolve', 'kept'],
      [tickets['third'].id, 'firstAnswer', 'missed'],
      [tickets['first'].id, 'firstAnswer', 'kept'],
    ]);
    expect(rows[1]).toMatchObject({
      departmentId: help,
      levelId,
      startedAt: tickets['third'].createdAt,
      elapsedMinutes: 78,
      responsibleAgentId: helper.id,
      finishedByAgentId: helper.id,
    });
    expect(rows[2]).toMatchObject({
      elapsedMinutes: 10,
      responsibleAgentId: null,
      finishedByAgentId: seller.id,
    });
  });

  it('is narrowed by each of its filters', async () => {
    const kindsOf = async (query: string) =>
      (await owner.list(`/v1/sla/log?${query}`)).map(({ kind, outcome }) => `${kind} ${outcome}`);
    const [latest] = await owner.list('/v1/sla/log');

    expect(await kindsOf(`departmentId=${help}`)).toEqual(['firstAnswer missed']);
    expect(await kindsOf(`agentId=${seller.id}`)).toEqual(['firstResolve kept', 'firstAnswer kept']);
    expect(await kindsOf('kind=firstResolve')).toEqual(['firstResolve kept']);
    expect(await kindsOf(`levelId=${levelId}&kind=firstAnswer`)).toHaveLength(2);
    expect(await kindsOf('levelId=sla_other')).toEqual([]);
    expect(await kindsOf(`from=${latest.endedAt}`)).toEqual(['firstResolve kept']);
    expect(await kindsOf(`to=${tickets['third'].createdAt}`)).toEqual([]);
    expect((await owner.ask('GET /v1/sla/log?from=2026-02-02&to=2026-02-01')).status).toBe(400);
  });

  it('tells an agent what he was responsible for or finished, and nothing of others', async () => {
    const own = await seller.client.list('/v1/sla/log');
    const others = await seller.client.list(`/v1/sla/log?agentId=${helper.id}`);

    expect(own.map(({ kind }) => kind)).toEqual(['firstResolve', 'firstAnswer']);
    expect(others).toEqual([]);
  });

  it('is a file too, and whoever takes it stands in the audit log', async () => {
    const { body } = await owner.ask('GET /v1/sla/log?format=csv');
    const [entry] = await owner.list('/v1/audit?action=slaLog.exported');

    expect(body.split('\r\n')[0]).toBe(
      'id,ticketId,departmentId,levelId,kind,startedAt,dueAt,endedAt,elapsedMinutes,outcome,responsibleAgentId,finishedByAgentId',
    );
    expect(body.trim().split('\r\n')).toHaveLength(4);
    expect(entry).toMatchObject({ after: { count: 3 } });
  });
});

describe('compliance', () => {
  it.each([
    ['level', () => [[levelId, 2, 1]]],
    [
      'department',
      () => [
        [sales, 2, 0],
        [help, 0, 1],
      ],
    ],
    [
      'agent',
      () => [
        [null, 2, 0],
        [helper.id, 0, 1],
      ],
    ],
  ] as const)('counts what was kept and missed by %s', async (groupBy, expected) => {
    const { items, total } = await owner.get(`/v1/sla/compliance?groupBy=${groupBy}`);

    expect(items.map(({ id, kept, missed }: Json) => [id, kept, missed])).toEqual(expected());
    expect(total).toEqual({ kept: 2, missed: 1, keptPct: 66.67 });
  });

  it('counts each kind, and for an agent his own', async () => {
    const { items } = await owner.get('/v1/sla/compliance');
    const { total } = await helper.client.get('/v1/sla/compliance');

    expect(items[0].byKind).toEqual({
      firstAnswer: { kept: 1, missed: 1, keptPct: 50 },
      firstResolve: { kept: 1, missed: 0, keptPct: 100 },
    });
    expect(total).toEqual({ kept: 0, missed: 1, keptPct: 0 });
  });
});

describe('another target', () => {
  it('moves the clocks that run, and leaves what was missed', async () => {
    const running = await open('Running', sales);
    const before = await owner.get(`/v1/tickets/${tickets['second'].id}/sla`);
    const dueOf = async ({ id }: Json) => {
      const { clocks } = await owner.get(`/v1/tickets/${id}/sla`);
      return clocks.map(({ kind, state, dueAt }: Json) => [kind, state, dueAt]);
    };
    expect(before.clocks[0]).toMatchObject({ kind: 'firstAnswer', state: 'missed' });

    await owner.make(`PATCH /v1/sla-levels/${levelId}`, { targetMinutes: { firstAnswer: 120 } });
    await journey.settle();

    const due = new Date(Date.parse(running.createdAt) + 7_200_000).toISOString();
    expect((await dueOf(running))[0]).toEqual(['firstAnswer', 'running', due]);
    expect((await dueOf(tickets['second']))[0]).toEqual(['firstAnswer', 'missed', before.clocks[0].dueAt]);
    const soon = await forecast(owner, `?hours=2&departmentId=${sales}`);
    expect(soon[0].clocks).toEqual([{ ticketId: running.id, kind: 'firstAnswer', dueAt: due }]);
  });

  it('is told by a job, which ends by itself', async () => {
    await journey.advanceMinutes(3);

    const [started] = await owner.list('/v1/audit?action=job.started');
    const job = await owner.get(`/v1/jobs/${started.resourceId}`);

    expect(started.after).toMatchObject({ kind: 'slaRecomputation', changed: levelId });
    expect(job).toMatchObject({ state: 'done', failed: 0 });
    expect((await owner.ask(`DELETE /v1/jobs/${job.id}`)).body).toMatchObject({ code: 'job-must-finish' });
  });
});
