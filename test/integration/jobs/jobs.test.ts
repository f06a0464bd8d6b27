import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import { runSlice } from '#shared/domain/job/run-slice.ts';
import { now } from '#shared/runtime/clock.ts';
import { openJobDesk } from '#test/support/job-desk.ts';
import { readJob, runJob, runNextSlice } from '#test/support/job-runner.ts';
import { type BulkSystem, startBulkSystem } from './bulk-system.ts';

let api: BulkSystem;
beforeAll(async () => {
  api = await startBulkSystem();
});
afterAll(() => api.close());

const resolve = [{ type: 'setStatus', status: 'resolved', silent: true }];

describe('a job', () => {
  it('acts in the name of who asked: in his scope, and with his permissions', async () => {
    const [mine, other] = [await api.aDepartment(3), await api.aDepartment(2)];
    const { id: roleId } = await api.make('POST /v1/roles', {
      name: 'Many',
      granted: ['tickets.bulk'],
      revoked: ['tickets.escalate'],
    });
    const { key } = await api.anAgent({ roleId }, mine);
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
    const inMine = new Set((await api.ticketsOf(mine)).map(({ id }) => id));
    expect(escalated.errors.map(({ code }: { code: string }) => code)).toEqual(Array(3).fill('forbidden'));
    expect(new Set(escalated.errors.map(({ ticketId }: { ticketId: string }) => ticketId))).toEqual(inMine);
    expect((await api.ticketsOf(other)).map(({ version }) => version)).toEqual([1, 1]);
  });

  it.each<[string, (agent: { id: string; keyId: string }) => string, string]>([
    ['his key is revoked', ({ keyId }) => `DELETE /v1/api-keys/${keyId}`, 'unauthorized'],
    ['he is deleted', ({ id }) => `DELETE /v1/agents/${id}`, 'unauthorized'],
  ])('fails once %s', async (_, line, code) => {
    const departmentId = await api.aDepartment(2);
    const agent = await api.anAgent({ role: 'admin' });
    const body = { filter: { departmentId }, actions: resolve };
    const { id } = (await api.ask('POST /v1/tickets/bulk', { key: agent.key, body })).body;
    await api.ask(line(agent));

    await runJob(api, id);

    expect((await api.ask(`GET /v1/jobs/${id}`)).body).toMatchObject({
      state: 'failed',
      done: 0,
      errors: [{ ticketId: null, code }],
    });
    expect((await api.ticketsOf(departmentId)).map(({ status }) => status)).toEqual(['new', 'new']);
  });

  it('is seen by who asked and by who may ask for such, and its errors name what they see', async () => {
    const departmentId = await api.aDepartment(1);
    const { id: roleId } = await api.make('POST /v1/roles', { name: 'Bulk', granted: ['tickets.bulk'] });
    const [elsewhere, plain] = [await api.anAgent({ roleId }), await api.anAgent()];
    const [ticket] = await api.ticketsOf(departmentId);
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
    const departmentId = await api.aDepartment(1);
    const { id } = await api.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions: resolve });

    const asked = await api.ask(`DELETE /v1/jobs/${id}`);
    await runJob(api, id);
    const again = await api.ask(`DELETE /v1/jobs/${id}`);

    expect(asked).toMatchObject({ status: 202, body: { state: 'queued' } });
    expect(again).toMatchObject({ status: 202, body: { state: 'cancelled', done: 0 } });
    expect((await api.ticketsOf(departmentId))[0]?.status).toBe('new');
  });

  it('goes on after a crash, each ticket once, and counts right', async () => {
    const departmentId = await api.aDepartment(120);
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
    const all = await api.ticketsOf(departmentId);
    expect(all.map(({ priority, version }) => [priority, version])).toEqual(Array(120).fill(['high', 2]));
  });

  it('gives many tickets to one agent, whose load they all are', async () => {
    const departmentId = await api.aDepartment(60);
    const { id: agentId } = await api.anAgent({}, departmentId);
    const actions = [{ type: 'assign', agentId }];
    const { id } = await api.make('POST /v1/tickets/bulk', { filter: { departmentId }, actions });

    const ended = await runJob(api, id);

    expect(ended).toMatchObject({ state: 'done', done: 60, errors: [] });
    expect((await api.ask(`GET /v1/agents/${agentId}/presence`)).body.load).toEqual({ ticket: 60 });
  });
});
