import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as audit } from '#functions/api/audit/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import { runSlice } from '#shared/domain/job/run-slice.ts';
import { now } from '#shared/runtime/clock.ts';
import { startApi, type TestApi } from '#test/support/api.ts';
import { atOnce } from '#test/support/at-once.ts';
import { readJob, runJob, runNextSlice } from '#test/support/job-runner.ts';
import { openJobDesk } from './job-desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/tickets': tickets, '/v1/jobs': tickets, '/v1/audit': audit, '/v1': organisation });
});
afterAll(() => api.close());

let made = 0;
const next = () => {
  made += 1;
  return made;
};

/** A department of its own, with so many tickets. */
async function aDepartment(count: number): Promise<string> {
  const { id: departmentId } = await api.make('POST /v1/departments', { name: `D${next()}` });
  await atOnce(8, Array.from({ length: count }), () => aTicket(departmentId));
  // What a job is to find was there before it.
  api.clock.moveTo(api.clock.now() + 1_000);
  return departmentId;
}

const aTicket = (departmentId: string) =>
  api.make('POST /v1/tickets', {
    subject: 'S',
    body: 'B',
    departmentId,
    customer: { email: `c${next()}@example.com` },
  });

async function anAgent(role: object = {}, departmentId?: string) {
  const agent = await api.make('POST /v1/agents', { name: 'Ada', email: `a${next()}@example.com`, ...role });
  if (departmentId) await api.make(`PUT /v1/departments/${departmentId}/members/${agent.id}`, {});
  const { key, id: keyId } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: agent.id });
  return { id: agent.id as string, key: key as string, keyId: keyId as string };
}

async function ticketsOf(departmentId: string) {
  const items: { id: string; status: string; priority: string; version: number }[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `GET /v1/tickets?departmentId=${departmentId}&limit=100${cursor && `&cursor=${cursor}`}`;
    const { body } = await api.ask(path);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

const resolve = [{ type: 'setStatus', status: 'resolved', silent: true }];

describe('POST /v1/tickets/bulk', () => {
  it('answers with a job that does its work to every ticket of the filter', async () => {
    const departmentId = await aDepartment(130);

    const started = await api.ask('POST /v1/tickets/bulk', {
      body: { filter: { departmentId, status: 'new,open' }, actions: resolve },
    });
    expect(started).toMatchObject({
      status: 202,
      headers: { location: `/v1/jobs/${started.body.id}` },
      body: { kind: 'bulk', state: 'queued', total: 0, done: 0, failed: 0, errors: [], endedAt: null, version: 1 },
    });
    await runJob(api, started.body.id);

    const { body: job } = await api.ask(`GET /v1/jobs/${started.body.id}`);
    expect(job).toMatchObject({ kind: 'bulk', state: 'done', total: 130, done: 130, failed: 0, errors: [] });
    expect(job.endedAt).not.toBeNull();
    const all = await ticketsOf(departmentId);
    expect(all.map(({ status }) => status)).toEqual(Array(130).fill('resolved'));
    const { body: timeline } = await api.ask(`GET /v1/tickets/${all[0]?.id}/timeline`);
    const { body: me } = await api.ask('GET /v1/me');
    expect(timeline.items.at(-1)).toMatchObject({
      kind: 'ticket.statusChanged',
      actor: { kind: 'agent', id: me.id },
    });
  });

  it('leaves one audit entry at its start and one at its end', async () => {
    const departmentId = await aDepartment(2);
    const { id } = await api.make('POST /v1/tickets/bulk', {
      filter: { departmentId },
      actions: [{ type: 'escalate', reason: 'A word for people' }],
    });
    api.clock.moveTo(api.clock.now() + 1);
    await runJob(api, id);

    const { body } = await api.ask(`GET /v1/audit?resource=${id}`);
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(['job.ended', 'job.started']);
    expect(body.items[0].after).toEqual({ kind: 'bulk', state: 'done', total: 2, done: 2, failed: 0 });
    expect(body.items[1].after).toEqual({
      kind: 'bulk',
      filter: { departmentIds: [departmentId] },
      actions: [{ type: 'escalate' }],
    });
  });

  it('starts one job for one idempotency key', async () => {
    const headers = { 'idempotency-key': 'bulk-once' };
    const body = { filter: { status: ['spam'] }, actions: resolve };

    const told = await Promise.all([1, 2].map(() => api.ask('POST /v1/tickets/bulk', { body, headers })));

    expect(told.map(({ status }) => status)).toEqual([202, 202]);
    expect(told[0]?.body).toEqual(told[1]?.body);
  });

  it.each<[object, string]>([
    [{ actions: resolve }, 'filter'],
    [{ filter: {} }, 'actions'],
    [{ filter: { status: 'nice' }, actions: resolve }, 'filter.status'],
    [{ filter: { colour: 'red' }, actions: resolve }, 'filter.colour'],
    [{ filter: { sort: 'createdAt' }, actions: resolve }, 'filter.sort'],
    [{ filter: {}, actions: [] }, 'actions'],
    [{ filter: {}, actions: [{ type: 'assign', agentId: 'agt_gone' }] }, 'actions.0.agentId'],
    [{ filter: {}, actions: [...resolve, { type: 'transfer', departmentId: 'dep_gone' }] }, 'actions.1.departmentId'],
    [
      { filter: {}, actions: [{ type: 'setStatus', status: 'postponed', until: '2020-01-01T00:00:00.000Z' }] },
      'actions.0.until',
    ],
  ])('refuses %j at its place', async (body, path) => {
    const told = await api.ask('POST /v1/tickets/bulk', { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors[0].path).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}`));
  });

  it('needs its permission', async () => {
    const { key } = await anAgent();

    const told = await api.ask('POST /v1/tickets/bulk', { key, body: { filter: {}, actions: resolve } });

    expect(told).toMatchObject({ status: 403, body: { permission: 'tickets.bulk' } });
  });
});

describe('a job', () => {
  it('acts in the name of who asked: in his scope, and with his permissions', async () => {
    const [mine, other] = [await aDepartment(3), await aDepartment(2)];
    const { id: roleId } = await api.make('POST /v1/roles', {
      name: 'Many',
      granted: ['tickets.bulk'],
      revoked: ['tickets.escalate'],
    });
    const { key } = await anAgent({ roleId }, mine);
    const filter = { departmentId: [mine, other] };
    const ask = async (actions: object[]) => {
      const { body } = await api.ask('POST /v1/tickets/bulk', { key, body: { filter, actions } });
      await runJob(api, body.id);
      return (await api.ask(`GET /v1/jobs/${body.id}`, { key })).body;
    };

    const raised = await ask([{ type: 'setPriority', priority: 'urgent' }]);
    const escalated = await ask([{ type: 'escalate', reason: 'R' }]);

    expect(raised).toMatchObject({ state: 'done', total: 3, done: 3 });
    expect(escalated).toMatchObject({ state: 'done', total: 3, done: 0, failed: 3 });
    const inMine = new Set((await ticketsOf(mine)).map(({ id }) => id));
    expect(escalated.errors.map(({ code }: { code: string }) => code)).toEqual(Array(3).fill('forbidden'));
    expect(new Set(escalated.errors.map(({ ticketId }: { ticketId: string }) => ticketId))).toEqual(inMine);
    expect((await ticketsOf(other)).map(({ version }) => version)).toEqual([1, 1]);
  });

  it.each<[string, (agent: { id: string; keyId: string }) => string, string]>([
    ['his key is revoked', ({ keyId }) => `DELETE /v1/api-keys/${keyId}`, 'unauthorized'],
    ['he is deleted', ({ id }) => `DELETE /v1/agents/${id}`, 'unauthorized'],
  ])('fails once %s', async (_, line, code) => {
    const departmentId = await aDepartment(2);
    const agent = await anAgent({ role: 'admin' });
    const body = { filter: { departmentId }, actions: resolve };
    const { id } = (await api.ask('POST /v1/tickets/bulk', { key: agent.key, body })).body;
    await api.ask(line(agent));

    await runJob(api, id);

    expect((await api.ask(`GET /v1/jobs/${id}`)).body).toMatchObject({
      state: 'failed',
      done: 0,
      errors: [{ ticketId: null, code }],
    });
    expect((await ticketsOf(departmentId)).map(({ status }) => status)).toEqual(['new', 'new']);
  });

  it('is seen by who asked and by who may ask for such, and its errors name what they see', async () => {
    const departmentId = await aDepartment(1);
    const { id: roleId } = await api.make('POST /v1/roles', { name: 'Bulk', granted: ['tickets.bulk'] });
    const [elsewhere, plain] = [await anAgent({ roleId }), await anAgent()];
    const [ticket] = await ticketsOf(departmentId);
    await api.make(`POST /v1/tickets/${ticket?.id}/status`, { status: 'spam' });
    const actions = [{ type: 'setStatus', status: 'closed' }];
    const { id } = await api.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions });
    await runJob(api, id);

    const told = await Promise.all(
      [undefined, elsewhere.key, plain.key].map((key) =>
        api.ask(`GET /v1/jobs/${id}`, key === undefined ? {} : { key }),
      ),
    );
    const cancelled = await api.ask(`DELETE /v1/jobs/${id}`, { key: plain.key });

    expect(told.map(({ status }) => status)).toEqual([200, 200, 404]);
    expect(told[0]?.body.errors).toEqual([{ ticketId: ticket?.id, code: 'status-not-allowed' }]);
    expect(told[1]?.body.errors).toEqual([{ ticketId: null, code: 'status-not-allowed' }]);
    expect([cancelled.status, (await api.ask('GET /v1/jobs/job_gone')).status]).toEqual([404, 404]);
  });

  it('ends at its next step when it is cancelled, and stays so', async () => {
    const departmentId = await aDepartment(1);
    const { id } = await api.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions: resolve });

    const asked = await api.ask(`DELETE /v1/jobs/${id}`);
    await runJob(api, id);
    const again = await api.ask(`DELETE /v1/jobs/${id}`);

    expect(asked).toMatchObject({ status: 202, body: { state: 'queued' } });
    expect(again).toMatchObject({ status: 202, body: { state: 'cancelled', done: 0 } });
    expect((await ticketsOf(departmentId))[0]?.status).toBe('new');
  });

  it('goes on after a crash, each ticket once, and counts right', async () => {
    const departmentId = await aDepartment(120);
    const actions = [{ type: 'escalate', reason: 'R' }, ...resolve];
    const body = { filter: { departmentId, status: 'new' }, actions };
    const { id } = await api.make('POST /v1/tickets/bulk', body);
    const desk = openJobDesk(api.table, now);
    let saves = 4;
    const save: JobStore['save'] = async (...step) => {
      saves -= 1;
      if (saves < 0) throw new Error('the process ended');
      return desk.jobs.save(...step);
    };
    const dying = { ...desk, jobs: { ...desk.jobs, save } };

    // Some tickets of the second page are changed then, and nobody noted it.
    await expect(runSlice(dying, { jobId: id, slice: 0 })).rejects.toThrow('the process ended');
    expect(await readJob(api, id)).toMatchObject({ state: 'running', total: 120, done: 50 });
    await Promise.all([1, 2].map(async () => runNextSlice(await readJob(api, id))));
    const ended = await runJob(api, id);

    expect(ended).toMatchObject({ state: 'done', total: 120, done: 120, failed: 0, errors: [] });
    const all = await ticketsOf(departmentId);
    expect(all.map(({ priority, version }) => [priority, version])).toEqual(Array(120).fill(['high', 2]));
  });

  it('gives many tickets to one agent, whose load they all are', async () => {
    const departmentId = await aDepartment(60);
    const { id: agentId } = await anAgent({}, departmentId);
    const actions = [{ type: 'assign', agentId }];
    const { id } = await api.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions });

    const ended = await runJob(api, id);

    expect(ended).toMatchObject({ state: 'done', done: 60, errors: [] });
    expect((await api.ask(`GET /v1/agents/${agentId}/presence`)).body.load).toEqual({ ticket: 60 });
  });
});
