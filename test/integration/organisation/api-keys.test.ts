import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

let made = 0;
async function anAgent(input: object = {}): Promise<{ id: string }> {
  made += 1;
  return api.make('POST /v1/agents', { name: 'Ada', email: `ada${made}@example.com`, ...input });
}

async function aKey(input: object = {}) {
  const { id } = await anAgent();
  return api.make('POST /v1/api-keys', { name: 'shop', agentId: id, ...input });
}

const halfAMinute = () => api.clock.moveTo(api.clock.now() + 30_000);

describe('API keys', () => {
  it('are shown once, and kept as a hash only', async () => {
    const { key, ...made } = await aKey();

    expect(key).toMatch(/^smk_[\w-]{43}$/);
    expect((await api.ask(`GET /v1/api-keys/${made.id}`)).body).toEqual(made);
    expect((await api.ask('GET /v1/api-keys?limit=100')).body.items).toContainEqual(made);
    const stored = await Promise.all(
      [made.id, made.agentId, 'AUDIT#2026-11-21'].map((pk) => api.table.queryAll({ pk, from: '' })),
    );
    expect(JSON.stringify(stored)).not.toContain(key);
  });

  it('tell a repeat which key was made, and nothing more', async () => {
    const { id: agentId } = await anAgent();
    const asked = { body: { name: 'shop', agentId }, headers: { 'idempotency-key': 'key' } };

    const first = await api.ask('POST /v1/api-keys', asked);
    const again = await api.ask('POST /v1/api-keys', asked);

    expect(again).toMatchObject({ status: 409, body: { code: 'already-done', id: first.body.id } });
    expect(JSON.stringify(again)).not.toContain(first.body.key);
  });

  it('may do what they name and no more', async () => {
    const { key } = await aKey({ permissions: ['tickets.read'] });

    expect((await api.ask('GET /v1/me', { key })).body.permissions).toEqual(['tickets.read']);
    expect((await api.ask('GET /v1/api-keys', { key })).status).toBe(403);
  });

  it('end within half a minute of being revoked', async () => {
    const { key, id } = await aKey();
    expect((await api.ask('GET /v1/me', { key })).status).toBe(200);

    expect((await api.ask(`DELETE /v1/api-keys/${id}`)).status).toBe(204);
    halfAMinute();

    expect(await api.ask('GET /v1/me', { key })).toMatchObject({
      status: 401,
      body: { code: 'unauthorized' },
    });
    expect((await api.ask(`GET /v1/api-keys/${id}`)).status).toBe(404);
    expect((await api.ask(`DELETE /v1/api-keys/${id}`)).status).toBe(404);
  });

  it('end when they expire, also where they were just used', async () => {
    const expiresAt = new Date(api.clock.now() + 5000).toISOString();
    const { key } = await aKey({ expiresAt });
    expect((await api.ask('GET /v1/me', { key })).status).toBe(200);

    api.clock.moveTo(api.clock.now() + 5000);

    expect((await api.ask('GET /v1/me', { key })).status).toBe(401);
  });

  it('open from their networks only', async () => {
    const { key } = await aKey({ allowedNetworks: ['203.0.113.0/24', '2001:db8::/32'] });
    const from = async (sourceIp: string) => (await api.ask('GET /v1/me', { key, sourceIp })).status;

    expect(await from('203.0.113.9')).toBe(200);
    expect(await from('::ffff:203.0.113.9')).toBe(200);
    expect(await from('2001:db8::1')).toBe(200);
    expect(await from('203.0.114.9')).toBe(401);
    expect(await from('2001:db9::1')).toBe(401);
    expect(await from('somewhere')).toBe(401);
  });

  it('know when they were last used, to the hour', async () => {
    const { key, id } = await aKey();
    const lastUsedAt = async () => (await api.ask(`GET /v1/api-keys/${id}`)).body.lastUsedAt;
    expect(await lastUsedAt()).toBeNull();

    const firstAt = new Date(api.clock.now()).toISOString();
    await api.ask('GET /v1/me', { key });
    expect(await lastUsedAt()).toBe(firstAt);

    api.clock.moveTo(api.clock.now() + 59 * 60_000);
    await api.ask('GET /v1/me', { key });
    expect(await lastUsedAt()).toBe(firstAt);

    api.clock.moveTo(api.clock.now() + 60_000);
    await api.ask('GET /v1/me', { key });
    expect(await lastUsedAt()).toBe(new Date(api.clock.now()).toISOString());
  });

  it('follow a change of role within half a minute', async () => {
    const { key, agentId } = await aKey();
    expect((await api.ask('GET /v1/me', { key })).body.role).toBe('agent');

    await api.ask(`PATCH /v1/agents/${agentId}`, { body: { role: 'admin' } });
    halfAMinute();

    expect((await api.ask('GET /v1/me', { key })).body.role).toBe('admin');
  });

  it('give nobody what he has not', async () => {
    const admin = await anAgent({ role: 'admin' });
    const { key } = await api.make('POST /v1/api-keys', {
      name: 'narrow',
      agentId: admin.id,
      permissions: ['apiKeys.manage', 'agents.manage'],
    });

    const wide = await api.ask('POST /v1/api-keys', { key, body: { name: 'wide', agentId: admin.id } });
    const narrow = await api.ask('POST /v1/api-keys', {
      key,
      body: { name: 'narrow', agentId: admin.id, permissions: ['agents.manage'] },
    });
    const agent = await api.ask('POST /v1/agents', { key, body: { name: 'B', email: 'b@example.com' } });

    expect(wide).toMatchObject({ status: 403, body: { permission: 'tickets.read' } });
    expect(narrow.status).toBe(201);
    expect(agent.status).toBe(403);
  });

  it.each([
    [{ name: '' }, ['name']],
    [{ agentId: 'agt_gone' }, ['agentId']],
    [{ agentId: 'ada' }, ['agentId']],
    [{ permissions: ['tickets.read', 'tickets.fly'] }, ['permissions.1']],
    [{ permissions: ['tickets.read', 'settings.manage'] }, ['permissions.1']],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, ['expiresAt']],
    [{ expiresAt: 'never' }, ['expiresAt']],
    [{ allowedNetworks: ['203.0.113.0/24', '203.0.113.0/33'] }, ['allowedNetworks.1']],
    [{ allowedNetworks: ['everywhere'] }, ['allowedNetworks.0']],
    [{ key: 'mine' }, ['key']],
  ])('are refused with the path of each fault: %j', async (input, paths) => {
    const { id: agentId } = await anAgent();

    const told = await api.ask('POST /v1/api-keys', { body: { name: 'shop', agentId, ...input } });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });
});

describe('who is there', () => {
  it.each([{}, { authorization: 'Bearer smk_unknown' }, { authorization: 'Basic x' }, { apikey: 'no' }])(
    'is asked of %j',
    async (headers) => {
      const told = await api.ask('GET /v1/me', { headers: { authorization: '', ...headers } });

      expect(told).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    },
  );

  it('hears what can be permitted', async () => {
    const { body } = await api.ask('GET /v1/permissions');

    expect(body.items).toContainEqual({
      permission: 'tickets.note',
      sentence: 'Write internal notes.',
    });
    expect(body.nextCursor).toBeNull();
  });
});
