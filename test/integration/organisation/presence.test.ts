import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/organisation/function.ts';
import { presenceOf } from '#shared/persistence/keys.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

let made = 0;
async function anAgent(role?: string) {
  made += 1;
  const agent = await api.make('POST /v1/agents', { name: 'Ada', email: `ada${made}@example.com` });
  if (role !== undefined) await api.make(`PUT /v1/departments/dep_default/members/${agent.id}`, { role });
  const { key } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: agent.id });
  return { id: agent.id, key } as { id: string; key: string };
}

const put = (asked: { id: string; key: string }, body: object) =>
  api.ask(`PUT /v1/agents/${asked.id}/presence`, { key: asked.key, body });

describe('presence', () => {
  it('tells since when, the load, and what is served where', async () => {
    const { key, id } = await anAgent('solver');
    api.clock.moveTo(api.clock.now() + 60_000);

    const told = await put({ id: 'me', key }, { state: 'online' });

    expect(told.body).toEqual({
      agentId: id,
      state: 'online',
      reason: null,
      until: null,
      since: new Date(api.clock.now()).toISOString(),
      load: { ticket: 0 },
      departments: [{ departmentId: 'dep_default', channels: { ticket: true, chat: false, call: false } }],
    });
    expect((await api.ask(`GET /v1/agents/${id}/presence`, { key })).body).toEqual(told.body);
  });

  it('keeps since while the state stays', async () => {
    const agent = await anAgent();
    const first = await put(agent, { state: 'break', reason: 'lunch' });
    api.clock.moveTo(api.clock.now() + 60_000);

    const again = await put(agent, { state: 'break', reason: 'a longer lunch' });

    expect(again.body).toMatchObject({ reason: 'a longer lunch', since: first.body.since });
  });

  it('waits in the due index for the end of a break, until it ends otherwise', async () => {
    const agent = await anAgent();
    const until = '2027-01-01T15:00:00+02:00';

    const told = await put(agent, { state: 'break', until });
    const waiting = await api.table.get(presenceOf(agent.id));
    await put(agent, { state: 'online' });
    const back = await api.table.get(presenceOf(agent.id));

    expect(told.body.until).toBe('2027-01-01T13:00:00.000Z');
    expect(waiting).toMatchObject({ dueAt: '2027-01-01T13:00:00.000Z', type: 'load' });
    expect(waiting?.['dueShard']).toMatch(/^wake#[0-3]$/);
    expect(back?.['dueAt']).toBeUndefined();
    expect(back?.['dueShard']).toBeUndefined();
  });

  it('of others is for those who manage or supervise them', async () => {
    const [solver, other, supervisor, stranger] = [
      await anAgent('solver'),
      await anAgent('solver'),
      await anAgent('supervisor'),
      await anAgent(),
    ];
    const offline = { state: 'offline' };

    const told = [
      await put({ id: solver.id, key: other.key }, offline),
      await put({ id: solver.id, key: supervisor.key }, offline),
      await put({ id: stranger.id, key: supervisor.key }, offline),
      await put({ id: 'agt_gone', key: supervisor.key }, offline),
      await api.ask(`PUT /v1/agents/${solver.id}/presence`, { body: offline }),
      await api.ask('PUT /v1/agents/agt_gone/presence', { body: offline }),
    ];

    expect(told.map(({ status }) => status)).toEqual([403, 200, 403, 403, 200, 404]);
    expect(told[0]?.body.permission).toBe('presence.manage');
  });

  it.each([
    [{}, ['state']],
    [{ state: 'asleep' }, ['state']],
    [{ state: 'online', until: '2027-01-01T00:00:00Z' }, ['until']],
    [{ state: 'break', until: 'soon' }, ['until']],
    [{ state: 'break', until: '2026-11-21T11:59:00Z' }, ['until']],
    [{ state: 'online', since: 'now' }, ['since']],
  ])('is refused with the path of each fault: %j', async (body, paths) => {
    const told = await put(await anAgent(), body);

    expect(told.status).toBe(400);
    expect(told.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });
});
