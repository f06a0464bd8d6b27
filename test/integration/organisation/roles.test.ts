import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '#functions/api/organisation/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1': handler });
});
afterAll(() => api.close());

let made = 0;
const aRole = (input: object = {}) => {
  made += 1;
  return api.make('POST /v1/roles', { name: `Role ${made}`, ...input });
};
const anAgent = async (input: object = {}) => {
  made += 1;
  const agent = await api.make('POST /v1/agents', {
    name: 'Ada',
    email: `role${made}@example.com`,
    ...input,
  });
  const { key } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: agent.id });
  return { ...agent, key } as { id: string; key: string };
};

describe('roles', () => {
  it('are created, read, listed, changed and deleted', async () => {
    const role = await aRole({ granted: ['tickets.delete'], revoked: ['tickets.merge'] });

    expect(role).toMatchObject({ builtIn: false, granted: ['tickets.delete'], version: 1 });
    expect(role.permissions).toContain('tickets.delete');
    expect(role.permissions).not.toContain('tickets.merge');
    expect((await api.ask(`GET /v1/roles/${role.id}`)).body).toEqual(role);
    const edited = await api.ask(`PATCH /v1/roles/${role.id}`, { body: { granted: [] } });
    expect(edited.body).toMatchObject({ granted: [], revoked: ['tickets.merge'], version: 2 });
    expect((await api.ask(`DELETE /v1/roles/${role.id}`)).status).toBe(204);
    expect((await api.ask(`GET /v1/roles/${role.id}`)).status).toBe(404);
  });

  it('are listed page by page, the built-in ones last', async () => {
    await aRole();
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { items: { name: string }[]; nextCursor: string | null } } = await api.ask(
        `GET /v1/roles?limit=1${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      names.push(...page.body.items.map(({ name }) => name));
      cursor = page.body.nextCursor;
    }
    expect(names.slice(-3)).toEqual(['owner', 'agent', 'admin']);
    expect(new Set(names).size).toBe(names.length);
  });

  it('that are built in stay as they are', async () => {
    const read = await api.ask('GET /v1/roles/admin');

    expect(read.body).toMatchObject({ id: 'admin', builtIn: true });
    expect((await api.ask('PATCH /v1/roles/admin', { body: { name: 'x' } })).status).toBe(409);
    expect((await api.ask('DELETE /v1/roles/owner')).status).toBe(409);
  });

  it.each([
    [{ name: '' }, ['name']],
    [{ name: 'A', granted: ['fly'] }, ['granted.0']],
    [{ name: 'A', granted: ['tickets.read'], revoked: ['tickets.read'] }, ['revoked']],
    [{ name: 'A', permissions: [] }, ['permissions']],
  ])('are refused with the path of each fault: %j', async (body, expected) => {
    const told = await api.ask('POST /v1/roles', { body });

    expect(told.status).toBe(400);
    expect(told.body.errors.map(({ path }: { path: string }) => path)).toEqual(expected);
  });
});

describe('an agent with a role', () => {
  it('may what it says, and no more, once it changed', async () => {
    const role = await aRole({ granted: ['roles.manage'], revoked: ['tickets.merge'] });
    const { key } = await anAgent({ roleId: role.id });

    const { permissions, roleId } = (await api.ask('GET /v1/me', { key })).body;
    expect(roleId).toBe(role.id);
    expect(permissions).toEqual(role.permissions);
    await api.ask(`PATCH /v1/roles/${role.id}`, { body: { granted: [] } });
    api.clock.moveTo(api.clock.now() + 60_000);

    expect((await api.ask('POST /v1/roles', { key, body: { name: 'x' } })).status).toBe(403);
  });

  it('keeps it from being deleted, until he has another', async () => {
    const role = await aRole();
    const { id } = await anAgent({ roleId: role.id });

    const used = await api.ask(`DELETE /v1/roles/${role.id}`);
    await api.ask(`PATCH /v1/agents/${id}`, { body: { roleId: null } });
    const free = await api.ask(`DELETE /v1/roles/${role.id}`);

    expect(used).toMatchObject({ status: 409, body: { code: 'in-use' } });
    expect(free.status).toBe(204);
  });

  it('is not made while it is deleted', async () => {
    const role = await aRole();

    const [gone, agent] = await Promise.all([
      api.ask(`DELETE /v1/roles/${role.id}`),
      api.ask('POST /v1/agents', { body: { name: 'A', email: 'race@example.com', roleId: role.id } }),
    ]);

    expect([gone.status, agent.status].join()).toMatch(/^(204,400|409,201)$/);
  });

  it.each([[{ roleId: 'rol_none' }], [{ role: 'admin', roleId: 'known' }]])(
    'carries one that is there, as an agent: %j',
    async (input) => {
      const { id } = await aRole();
      const body = { name: 'A', email: 'none@example.com', ...input };
      const told = await api.ask('POST /v1/agents', {
        body: { ...body, ...(body.roleId === 'known' && { roleId: id }) },
      });

      const refused = { status: 400, body: { errors: [{ path: 'roleId' }] } };
      expect(told).toMatchObject(body.roleId === 'known' ? refused : { status: 400 });
    },
  );

  it('is an agent again when he is restored after his role is gone', async () => {
    const role = await aRole({ granted: ['tickets.delete'] });
    const { id } = await anAgent({ roleId: role.id });
    await api.ask(`DELETE /v1/agents/${id}`);

    expect((await api.ask(`DELETE /v1/roles/${role.id}`)).status).toBe(204);
    const restored = await api.ask(`POST /v1/agents/${id}/restore`);

    expect(restored).toMatchObject({ status: 200, body: { roleId: null } });
  });
});
