import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '#test/support/job-runner.ts';
import { type BulkSystem, startBulkSystem } from './bulk-system.ts';

let api: BulkSystem;
beforeAll(async () => {
  api = await startBulkSystem();
});
afterAll(() => api.close());

const resolve = [{ type: 'setStatus', status: 'resolved', silent: true }];

describe('POST /v1/tickets/bulk', () => {
  it('answers with a job that does its work to every ticket of the filter', async () => {
    const departmentId = await api.aDepartment(130);

    const started = await api.ask('POST /v1/tickets/bulk', {
      body: { filter: { departmentId, status: 'new,open' }, actions: resolve },
    });
    expect(started).toMatchObject({
      status: 202,
      headers: { location: `/v1/jobs/${started.body.id}` },
      body: {
        kind: 'bulk',
        state: 'queued',
        total: 0,
        done: 0,
        failed: 0,
        errors: [],
        endedAt: null,
        version: 1,
      },
    });
    await runJob(api, started.body.id);

    const { body: job } = await api.ask(`GET /v1/jobs/${started.body.id}`);
    expect(job).toMatchObject({ kind: 'bulk', state: 'done', total: 130, done: 130, failed: 0, errors: [] });
    expect(job.endedAt).not.toBeNull();
    const all = await api.ticketsOf(departmentId);
    expect(all.map(({ status }) => status)).toEqual(Array(130).fill('resolved'));
    const { body: timeline } = await api.ask(`GET /v1/tickets/${all[0]?.id}/timeline`);
    const { body: me } = await api.ask('GET /v1/me');
    expect(timeline.items.at(-1)).toMatchObject({
      kind: 'ticket.statusChanged',
      actor: { kind: 'agent', id: me.id },
    });
  });

  it('leaves one audit entry at its start and one at its end', async () => {
    const departmentId = await api.aDepartment(2);
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
    [
      { filter: {}, actions: [...resolve, { type: 'transfer', departmentId: 'dep_gone' }] },
      'actions.1.departmentId',
    ],
    [
      {
        filter: {},
        actions: [{ type: 'setStatus', status: 'postponed', until: '2020-01-01T00:00:00.000Z' }],
      },
      'actions.0.until',
    ],
  ])('refuses %j at its place', async (body, path) => {
    const told = await api.ask('POST /v1/tickets/bulk', { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors[0].path).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}`));
  });

  it('needs its permission', async () => {
    const { key } = await api.anAgent();

    const told = await api.ask('POST /v1/tickets/bulk', { key, body: { filter: {}, actions: resolve } });

    expect(told).toMatchObject({ status: 403, body: { permission: 'tickets.bulk' } });
  });
});
