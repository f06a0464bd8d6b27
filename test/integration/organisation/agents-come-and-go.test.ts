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

describe('restoring an agent', () => {
  it('gives back memberships and not keys', async () => {
    const { id, key, email } = await anAgent();
    const { id: sales } = await api.make('POST /v1/departments', { name: 'Sales' });
    await api.make(`PUT /v1/departments/${sales}/members/${id}`, { role: 'supervisor' });
    await api.ask(`DELETE /v1/agents/${id}`);

    const restored = await api.ask(`POST /v1/agents/${id}/restore`);

    expect(restored).toMatchObject({ status: 200, body: { id, email } });
    expect(restored.body.version).toBe(3);
    const member = await api.ask(`GET /v1/departments/${sales}/members/${id}`);
    expect(member.body).toMatchObject({ role: 'supervisor' });
    const presence = (await api.ask(`GET /v1/agents/${id}/presence`)).body;
    expect(presence).toMatchObject({ state: 'offline', departments: [{ departmentId: sales }] });
    expect((await api.ask('GET /v1/me', { key })).status).toBe(401);
    api.clock.moveTo(api.clock.now() + 120_000);
    expect((await api.ask('GET /v1/me', { key })).status).toBe(401);
    expect((await api.ask(`POST /v1/agents/${id}/restore`)).status).toBe(404);
  });

  it('is refused when his address is another’s by now', async () => {
    const { id, email } = await anAgent();
    await api.ask(`DELETE /v1/agents/${id}`);
    await api.make('POST /v1/agents', { name: 'B', email });

    const told = await api.ask(`POST /v1/agents/${id}/restore`);

    expect(told).toMatchObject({ status: 409, body: { code: 'in-use' } });
  });
});

describe('inviting an agent', () => {
  const unsentOf = async (id: string) => {
    const { unsentOf: laneOf } = await import('#shared/persistence/keys.ts');
    return (await api.table.queryAll(laneOf(id))).map(({ data }) => data);
  };

  it('sends a mail through his lane, on creation or later', async () => {
    const body = { name: 'Ada', email: 'invited@example.com', invite: true };
    const { id } = await api.make('POST /v1/agents', body);
    const again = await api.ask(`POST /v1/agents/${id}/invite`);

    const what = { kind: 'invitation', agentId: id, invitedBy: 'Owner', url: 'https://desk.example' };
    expect(again).toMatchObject({ status: 202, body: { agentId: id, email: 'invited@example.com' } });
    expect(await unsentOf(id)).toMatchObject([{ what }, { what }]);
  });

  it('does not send it twice for one idempotency key', async () => {
    const { id } = await anAgent();
    const invite = () => api.ask(`POST /v1/agents/${id}/invite`, { headers: { 'idempotency-key': 'i' } });

    const told = await Promise.all([invite(), invite()]);

    expect(told.map(({ status }) => status)).toEqual([202, 202]);
    expect(await unsentOf(id)).toHaveLength(1);
  });
});

describe('deleting an agent', () => {
  it('takes his keys and memberships along', async () => {
    const { id, key } = await anAgent();
    await api.make(`PUT /v1/departments/dep_default/members/${id}`, {});

    expect((await api.ask(`DELETE /v1/agents/${id}`)).status).toBe(204);

    expect((await api.ask('GET /v1/me', { key })).status).toBe(401);
    const { items } = (await api.ask('GET /v1/departments/dep_default/members')).body;
    expect(items.map(({ agentId }: { agentId: string }) => agentId)).not.toContain(id);
  });

  it('is refused while the configuration names him', async () => {
    const { id } = await anAgent();
    await api.make('POST /v1/departments', { name: 'Escalations', escalation: { agentId: id } });

    expect(await api.ask(`DELETE /v1/agents/${id}`)).toMatchObject({ status: 409, body: { code: 'in-use' } });
  });
});
