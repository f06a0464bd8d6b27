import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    '/v1/tickets': tickets,
    '/v1/departments': organisation,
    '/v1/agents': organisation,
    '/v1/api-keys': organisation,
    '/v1/roles': organisation,
    '/v1': configuration,
  });
});
afterAll(() => api.close());

let made = 0;
async function aDepartment(input: object = {}): Promise<string> {
  made += 1;
  return (await api.make('POST /v1/departments', { name: `D${made}`, ...input })).id;
}

async function anAgent(granted: readonly string[]) {
  made += 1;
  const role = await api.make('POST /v1/roles', { name: `R${made}`, granted });
  const email = `a${made}@example.com`;
  const { id } = await api.make('POST /v1/agents', { name: 'Ada', email, roleId: role.id });
  const { key } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: id });
  return { id: id as string, key: key as string };
}

async function join(departmentId: string, { id }: { id: string }, role = 'solver'): Promise<void> {
  await api.make(`PUT /v1/departments/${departmentId}/members/${id}`, { role });
  // Whatever was read before of who may what is read anew.
  api.clock.moveTo(api.clock.now() + 31_000);
}

let old: string;
let substitute: string;
let third: string;
beforeEach(async () => {
  [old, substitute, third] = [await aDepartment(), await aDepartment(), await aDepartment()];
});

async function remove({ key }: { key: string }): Promise<[number, string | undefined]> {
  const told = await api.ask(`DELETE /v1/departments/${old}?substituteId=${substitute}`, { key });
  return [told.status, told.body?.permission];
}

describe('handing a department over to a substitute', () => {
  it('is for who may transfer its tickets', async () => {
    const agent = await anAgent(['departments.manage']);
    const customer = { email: 'c@example.com' };
    await api.make('POST /v1/tickets', { subject: 'S', body: 'B', departmentId: old, customer });

    const stranger = await remove(agent);
    await join(old, agent);
    await join(substitute, agent);

    expect(stranger).toEqual([403, 'tickets.transfer']);
    expect(await remove(agent)).toEqual([202, undefined]);
  });

  it('is for anybody where there is nothing to hand over', async () => {
    expect(await remove(await anAgent(['departments.manage']))).toEqual([202, undefined]);
  });

  it('is for who may transfer what others escalate to it', async () => {
    const agent = await anAgent(['departments.manage']);
    await api.make(`PATCH /v1/departments/${third}`, { escalation: { departmentId: old } });

    const stranger = await remove(agent);
    await join(third, agent);

    expect(stranger).toEqual([403, 'tickets.transfer']);
    expect(await remove(agent)).toEqual([202, undefined]);
  });

  it('is for who may do what rules do that name it', async () => {
    const agent = await anAgent(['departments.manage']);
    await api.make('POST /v1/time-rules', {
      name: 'T',
      trigger: { kind: 'sinceCustomerMessage', minutes: 5 },
      groups: [{ conditions: [{ field: 'departmentId', operator: 'is', value: third }] }],
      actions: [{ type: 'transfer', departmentId: old }],
    });

    const stranger = await remove(agent);
    await join(third, agent);

    expect(stranger).toEqual([403, 'tickets.transfer']);
    expect(await remove(agent)).toEqual([202, undefined]);
  });

  it('is for who may give its members the part that they have', async () => {
    const [without, agent] = [
      await anAgent(['departments.manage']),
      await anAgent(['departments.manage', 'presence.manage']),
    ];
    await join(old, await anAgent([]), 'supervisor');

    expect(await remove(without)).toEqual([403, 'presence.manage']);
    expect(await remove(agent)).toEqual([202, undefined]);
  });

  it('opens the substitute to nobody by his own hand', async () => {
    const agent = await anAgent(['departments.manage']);
    await join(old, agent);

    const member = await remove(agent);
    await join(substitute, agent);

    expect(member).toEqual([403, 'departments.manage']);
    expect(await remove(agent)).toEqual([202, undefined]);
  });

  it('does nothing when it is refused', async () => {
    const agent = await anAgent(['departments.manage']);
    await join(old, agent);
    await api.make(`PATCH /v1/departments/${third}`, { escalation: { departmentId: old } });

    await remove(agent);

    expect((await api.ask(`GET /v1/departments/${old}`)).status).toBe(200);
    const { escalation } = (await api.ask(`GET /v1/departments/${third}`)).body;
    expect(escalation.departmentId).toBe(old);
  });
});
