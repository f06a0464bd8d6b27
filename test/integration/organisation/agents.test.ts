import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

let made = 0;
/** An agent with a key of his own. */
async function anAgent(input: object = {}) {
  made += 1;
  const agent = await api.make('POST /v1/agents', { name: 'Ada', email: `ada${made}@example.com`, ...input });
  const { key } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: agent.id });
  return { ...agent, key } as { id: string; email: string; key: string };
}

const paths = ({ body }: { body: { errors: { path: string }[] } }) => body.errors.map(({ path }) => path);

describe('agents', () => {
  it('are created, read, listed, changed and deleted', async () => {
    api.clock.moveTo(api.clock.now() + 1000);
    const agent = await api.make('POST /v1/agents', { name: 'Ada', email: 'Ada@Example.com' });

    expect(agent).toMatchObject({ email: 'ada@example.com', role: 'agent', scope: { level: 'department' } });
    expect((await api.ask(`GET /v1/agents/${agent.id}`)).body).toEqual(agent);
    const { items } = (await api.ask('GET /v1/agents?limit=1')).body;
    expect(items).toEqual([agent]);

    const edited = await api.ask(`PATCH /v1/agents/${agent.id}`, { body: { scope: { tags: ['vip'] } } });
    expect(edited.body).toMatchObject({ scope: { level: 'department', tags: ['vip'] }, version: 2 });

    expect((await api.ask(`DELETE /v1/agents/${agent.id}`)).status).toBe(204);
    expect((await api.ask(`GET /v1/agents/${agent.id}`)).status).toBe(404);
    expect((await api.ask(`DELETE /v1/agents/${agent.id}`)).status).toBe(404);
    const left = (await api.ask('GET /v1/agents?limit=100')).body.items;
    expect(left.map(({ id }: { id: string }) => id)).not.toContain(agent.id);
  });

  it('share no mail address, and a deleted one is free again', async () => {
    const one = await anAgent();
    const other = await anAgent();

    const moved = await api.ask(`PATCH /v1/agents/${other.id}`, { body: { email: one.email } });
    const again = await api.ask('POST /v1/agents', { body: { name: 'Ada', email: one.email } });
    await api.ask(`DELETE /v1/agents/${one.id}`);
    const free = await api.ask(`PATCH /v1/agents/${other.id}`, { body: { email: one.email } });

    expect([moved.status, again.status, free.status]).toEqual([409, 409, 200]);
    expect(paths(again)).toEqual(['email']);
    expect((await api.ask('POST /v1/agents', { body: { name: 'Ada', email: other.email } })).status).toBe(
      201,
    );
  });

  it('are made once for one idempotency key', async () => {
    const body = { name: 'Ada', email: 'once@example.com' };
    const post = () => api.ask('POST /v1/agents', { body, headers: { 'idempotency-key': 'agent' } });

    const told = await Promise.all([post(), post(), post()]);

    expect(told.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(told.map(({ body: { id } }) => id)).size).toBe(1);
  });

  it('change their own profile and nothing else', async () => {
    const { id, key } = await anAgent();
    const patch = (body: object) => api.ask(`PATCH /v1/agents/${id}`, { key, body });

    const picture = 'https://pictures.example/ada.png?size=64';
    const profile = { name: 'Ada L.', gender: 'f', picture, personalDevice: { phone: '+390612345' } };
    expect(await patch(profile)).toMatchObject({ status: 200, body: { gender: 'f', picture } });
    expect((await patch({ picture: null })).body.picture).toBeNull();
    for (const body of [
      { role: 'admin' },
      { scope: { level: 'all' } },
      { email: 'x@y.z' },
      { onlyToSolve: true },
    ]) {
      expect(await patch(body)).toMatchObject({ status: 403, body: { permission: 'agents.manage' } });
    }
  });

  it('are told what they may not before they are told that it changed meanwhile', async () => {
    const { id, key } = await anAgent();
    const headers = { 'if-match': '"9"' };

    const forbidden = await api.ask(`PATCH /v1/agents/${id}`, { key, headers, body: { role: 'admin' } });
    const stale = await api.ask(`PATCH /v1/agents/${id}`, { key, headers, body: { name: 'B' } });

    expect([forbidden.status, stale.status]).toEqual([403, 412]);
  });

  it('change nothing of others', async () => {
    const [one, other] = [await anAgent(), await anAgent()];

    const told = await api.ask(`PATCH /v1/agents/${other.id}`, { key: one.key, body: { name: 'X' } });

    expect(told.status).toBe(403);
  });

  it('are not made, changed or deleted without permission', async () => {
    const { key, id } = await anAgent();

    const body = { name: 'B', email: 'b@example.com' };
    expect((await api.ask('POST /v1/agents', { key, body })).status).toBe(403);
    expect((await api.ask(`DELETE /v1/agents/${id}`, { key })).status).toBe(403);
  });

  it.each([
    [{}, ['email', 'name']],
    [{ name: ' ', email: 'a@b.c' }, ['name']],
    [{ name: 'A', email: 'none' }, ['email']],
    [{ name: 'A', email: 'a@b.c', role: 'king' }, ['role']],
    [{ name: 'A', email: 'a@b.c', scope: { level: 'some' } }, ['scope.level']],
    [{ name: 'A', email: 'a@b.c', timezone: '+01:00' }, ['timezone']],
    [{ name: 'A', email: 'a@b.c', personalDevice: { phone: '06 12345' } }, ['personalDevice.phone']],
    [{ name: 'A', email: 'a@b.c', roleId: 'rol_x' }, ['roleId']],
    [{ name: 'A', email: 'a@b.c', picture: 'http://pictures.example/a.png' }, ['picture']],
    [{ name: 'A', email: 'a@b.c', picture: 'https://ada:secret@pictures.example/a.png' }, ['picture']],
    [{ name: 'A', email: 'a@b.c', picture: 'javascript:alert(1)' }, ['picture']],
    [{ name: 'A', email: 'a@b.c', picture: `https://pictures.example/${'a'.repeat(2_000)}` }, ['picture']],
    [{ name: 'A', email: 'a@b.c', id: 'agt_mine' }, ['id']],
  ])('are refused with the path of each fault: %j', async (body, expected) => {
    const told = await api.ask('POST /v1/agents', { body });

    expect(told.status).toBe(400);
    expect(paths(told as never).sort()).toEqual(expected);
  });
});

describe('owners', () => {
  const findOwner = async () => (await api.ask('GET /v1/me')).body.id as string;

  it('stay, the last one', async () => {
    const id = await findOwner();

    const demoted = await api.ask(`PATCH /v1/agents/${id}`, { body: { role: 'admin' } });
    const deleted = await api.ask(`DELETE /v1/agents/${id}`);

    expect(demoted).toMatchObject({ status: 409, body: { code: 'last-owner-stays' } });
    expect(deleted).toMatchObject({ status: 409, body: { code: 'last-owner-stays' } });
  });

  it('stay, one of two who demote each other at once', async () => {
    const id = await findOwner();
    const other = await anAgent({ role: 'owner' });

    const told = await Promise.all([
      api.ask(`PATCH /v1/agents/${id}`, { key: other.key, body: { role: 'admin' } }),
      api.ask(`PATCH /v1/agents/${other.id}`, { body: { role: 'admin' } }),
    ]);

    expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
    const first = (await api.ask(`GET /v1/agents/${id}`)).body;
    const survivor = first.role === 'owner' ? first : (await api.ask(`GET /v1/agents/${other.id}`)).body;
    expect(survivor.role).toBe('owner');
    if (survivor.id === id) return;
    // For the tests that follow: the first owner becomes one again.
    await api.ask(`PATCH /v1/agents/${id}`, { key: other.key, body: { role: 'owner' } });
    await api.ask(`DELETE /v1/agents/${other.id}`);
  });

  it('are made, changed and ended by owners only', async () => {
    const id = await findOwner();
    const admin = await anAgent({ role: 'admin' });
    const { key } = admin;

    const told = [
      await api.ask('POST /v1/agents', { key, body: { name: 'O', email: 'o@example.com', role: 'owner' } }),
      await api.ask(`PATCH /v1/agents/${admin.id}`, { key, body: { role: 'owner' } }),
      await api.ask(`PATCH /v1/agents/${id}`, { key, body: { name: 'Mine' } }),
      await api.ask(`DELETE /v1/agents/${id}`, { key }),
      await api.ask('POST /v1/api-keys', { key, body: { name: 'his', agentId: id } }),
      await api.ask('POST /v1/api-keys', {
        key,
        body: { name: 'his', agentId: id, permissions: ['agents.manage'] },
      }),
    ];

    expect(told.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    const made = await api.ask('POST /v1/agents', {
      key,
      body: { name: 'B', email: 'b2@example.com', role: 'admin' },
    });
    expect(made.status).toBe(201);
  });
});
