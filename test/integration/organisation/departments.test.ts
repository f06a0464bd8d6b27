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
async function anAgent() {
  made += 1;
  const agent = await api.make('POST /v1/agents', { name: 'Ada', email: `ada${made}@example.com` });
  const { key } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: agent.id });
  return { id: agent.id, key } as { id: string; key: string };
}

const aDepartment = (input: object = {}) => api.make('POST /v1/departments', { name: 'Sales', ...input });
const paths = (body: { errors: { path: string }[] }) => body.errors.map(({ path }) => path);

describe('departments', () => {
  it('are created with what was left out', async () => {
    const { id, ...department } = await aDepartment({ distribution: { ticket: { method: 'roundRobin' } } });

    expect(id).toMatch(/^dep_/);
    expect(department).toMatchObject({
      toSolve: true,
      supportAddresses: [],
      sender: { name: null, address: null },
      distribution: {
        ticket: { method: 'roundRobin' },
        chat: { method: 'ringToAll', ringSeconds: 30, chatIdleMinutes: 10 },
      },
      templateIds: { answer: null },
      version: 1,
    });
  });

  it('keep what a change does not name', async () => {
    const { id } = await aDepartment({ signature: 'Yours', distribution: { ticket: { method: 'random' } } });

    const edited = await api.ask(`PATCH /v1/departments/${id}`, {
      body: { toSolve: false, distribution: { chat: { ringSeconds: 20 } } },
      headers: { 'if-match': '"1"' },
    });

    expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect(edited.body).toMatchObject({
      signature: 'Yours',
      toSolve: false,
      distribution: { ticket: { method: 'random' }, chat: { method: 'ringToAll', ringSeconds: 20 } },
    });
  });

  it('are read by every agent, and changed by few', async () => {
    const { id } = await aDepartment();
    const { key } = await anAgent();

    const told = [
      await api.ask('GET /v1/departments', { key }),
      await api.ask(`GET /v1/departments/${id}`, { key }),
      await api.ask('POST /v1/departments', { key, body: { name: 'Mine' } }),
      await api.ask(`PATCH /v1/departments/${id}`, { key, body: { name: 'Mine' } }),
      await api.ask(`DELETE /v1/departments/${id}?substituteId=dep_default`, { key }),
    ];

    expect(told.map(({ status }) => status)).toEqual([200, 200, 403, 403, 403]);
    expect(told[3]?.body.permission).toBe('departments.manage');
  });

  it('are deleted when somebody takes over', async () => {
    const { id } = await aDepartment();

    const without = await api.ask(`DELETE /v1/departments/${id}`);
    const unknown = await api.ask(`DELETE /v1/departments/${id}?substituteId=dep_gone`);
    const itself = await api.ask(`DELETE /v1/departments/${id}?substituteId=${id}`);
    const stale = await api.ask(`DELETE /v1/departments/${id}?substituteId=dep_default`, {
      headers: { 'if-match': '"9"' },
    });
    const deleted = await api.ask(`DELETE /v1/departments/${id}?substituteId=dep_default`);

    expect([without, unknown, itself, stale].map(({ status }) => status)).toEqual([400, 400, 400, 412]);
    expect([without, unknown, itself].flatMap(({ body }) => paths(body))).toEqual(
      Array(3).fill('substituteId'),
    );
    expect(deleted).toMatchObject({
      status: 202,
      headers: { location: `/v1/jobs/${deleted.body.id}` },
      body: { kind: 'departmentDeletion', state: 'queued' },
    });
    expect((await api.ask(`GET /v1/departments/${id}`)).status).toBe(404);
    expect((await api.ask(`DELETE /v1/departments/${id}?substituteId=dep_default`)).status).toBe(404);
  });

  it('always have the default one among them', async () => {
    const { id: substituteId } = await aDepartment();

    const told = await api.ask(`DELETE /v1/departments/dep_default?substituteId=${substituteId}`);

    expect(told).toMatchObject({ status: 409, body: { code: 'in-use' } });
  });

  it.each([
    [{}, ['name']],
    [{ name: 'x', distribution: { ticket: { method: 'ringToAll' } } }, ['distribution.ticket.method']],
    [{ name: 'x', distribution: { chat: { ringSeconds: 1 } } }, ['distribution.chat.ringSeconds']],
    [{ name: 'x', supportAddresses: ['a@b.c', 'nobody'] }, ['supportAddresses.1']],
    [{ name: 'x', businessHoursId: 'bh_gone' }, ['businessHoursId']],
    [{ name: 'x', escalation: { departmentId: 'dep_gone' } }, ['escalation.departmentId']],
    [{ name: 'x', templateIds: { answer: 'tpl_gone' } }, ['templateIds.answer']],
    [{ name: 'x', colour: 'red', sender: { mail: 'a@b.c' } }, ['colour', 'sender.mail']],
  ])('are refused with the path of each fault: %j', async (body, expected) => {
    const told = await api.ask('POST /v1/departments', { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(paths(told.body).sort()).toEqual(expected);
  });
});

describe('members', () => {
  const findPresence = async (id: string) =>
    (await api.table.get(presenceOf(id)))?.['data'] as { departmentIds: string[] };

  it('stand under department, agent and presence', async () => {
    const { id: departmentId } = await aDepartment();
    const { id, key } = await anAgent();
    await api.make(`PUT /v1/departments/dep_default/members/${id}`, {});

    const put = await api.ask(`PUT /v1/departments/${departmentId}/members/${id}`, {
      body: { role: 'supervisor', channels: { ticket: { maxLoad: 5 }, chat: {} } },
    });

    expect(put.body).toMatchObject({
      agentId: id,
      departmentId,
      role: 'supervisor',
      channels: { ticket: { priority: 1, maxLoad: 5 }, chat: { priority: 1, maxLoad: 3 }, call: null },
      version: 1,
    });
    const path = `/v1/departments/${departmentId}/members`;
    expect((await api.ask(`GET ${path}/${id}`)).body).toEqual(put.body);
    expect((await api.ask(`GET ${path}`)).body).toEqual({ items: [put.body], nextCursor: null });
    expect((await findPresence(id)).departmentIds).toEqual(['dep_default', departmentId]);
    const { departments } = (await api.ask('GET /v1/me', { key })).body;
    expect(departments).toContainEqual({ id: departmentId, name: 'Sales', role: 'supervisor' });
  });

  it('change, and go', async () => {
    const { id: departmentId } = await aDepartment();
    const { id } = await anAgent();
    const path = `/v1/departments/${departmentId}/members/${id}`;
    await api.make(`PUT ${path}`, { role: 'solver' });

    const same = await api.ask(`PUT ${path}`, { body: { role: 'solver' } });
    const stale = await api.ask(`PUT ${path}`, { body: { role: 'reader' }, headers: { 'if-match': '"9"' } });
    const changed = await api.ask(`PUT ${path}`, {
      body: { role: 'reader' },
      headers: { 'if-match': '"1"' },
    });

    expect([same.body.version, stale.status, changed.body.version]).toEqual([1, 412, 2]);
    expect((await api.ask(`DELETE ${path}`)).status).toBe(204);
    expect((await api.ask(`DELETE ${path}`)).status).toBe(404);
    expect((await api.ask(`GET ${path}`)).status).toBe(404);
    expect((await findPresence(id)).departmentIds).toEqual([]);
  });

  it('are all known to the presence when they come at once', async () => {
    const { id } = await anAgent();
    const departments = await Promise.all([1, 2, 3, 4].map(() => aDepartment()));

    const told = await Promise.all(
      departments.map((department) =>
        api.ask(`PUT /v1/departments/${department.id}/members/${id}`, { body: {} }),
      ),
    );

    expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { departmentIds } = await findPresence(id);
    expect([...departmentIds].sort()).toEqual(departments.map((department) => department.id).sort());
  });

  it('are managed by the manager of their department, not by others', async () => {
    const { id: departmentId } = await aDepartment();
    const [manager, other] = [await anAgent(), await anAgent()];
    await api.make(`PUT /v1/departments/${departmentId}/members/${manager.id}`, { role: 'manager' });
    const narrow = await api.make('POST /v1/api-keys', {
      name: 'narrow',
      agentId: manager.id,
      permissions: ['tickets.read'],
    });
    const put = (key: string) =>
      api.ask(`PUT /v1/departments/${departmentId}/members/${other.id}`, { key, body: {} });

    expect((await put(other.key)).status).toBe(403);
    expect((await put(narrow.key)).status).toBe(403);
    expect((await put(manager.key)).status).toBe(200);
    const elsewhere = await api.ask(`PUT /v1/departments/dep_default/members/${other.id}`, {
      key: manager.key,
      body: {},
    });
    expect(elsewhere.status).toBe(403);
    const renamed = { key: manager.key, body: { name: 'Ours' } };
    expect((await api.ask(`PATCH /v1/departments/${departmentId}`, renamed)).body.name).toBe('Ours');
  });

  it.each([
    [{ role: 'king' }, ['role']],
    [{ channels: { ticket: { maxLoad: 0 } } }, ['channels.ticket.maxLoad']],
    [{ channels: { fax: {} } }, ['channels.fax']],
    [{ channels: { call: { maxLoad: 2 } } }, ['channels.call.maxLoad']],
  ])('are refused with the path of each fault: %j', async (body, expected) => {
    const { id } = await anAgent();

    const told = await api.ask(`PUT /v1/departments/dep_default/members/${id}`, { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(paths(told.body)).toEqual(expected);
    expect((await api.ask(`GET /v1/departments/dep_default/members/${id}`)).status).toBe(404);
  });

  it('need an agent and a department', async () => {
    const { id } = await anAgent();

    const told = [
      await api.ask(`PUT /v1/departments/dep_gone/members/${id}`, { body: {} }),
      await api.ask('PUT /v1/departments/dep_default/members/agt_gone', { body: {} }),
      await api.ask('GET /v1/departments/dep_gone/members'),
    ];

    expect(told.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
