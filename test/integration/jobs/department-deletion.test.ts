import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import * as keys from '#shared/persistence/keys.ts';
import { startApi, type TestApi } from '#test/support/api.ts';
import { atOnce } from '#test/support/at-once.ts';
import { readJob, runJob, runNextSlice } from '#test/support/job-runner.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    '/v1/tickets': tickets,
    '/v1/jobs': tickets,
    '/v1/departments': organisation,
    '/v1/agents': organisation,
    '/v1/api-keys': organisation,
    '/v1/roles': organisation,
    '/v1/me': organisation,
    '/v1': configuration,
  });
});
afterAll(() => api.close());

let made = 0;
const next = () => {
  made += 1;
  return made;
};
const aDepartment = async (input: object = {}): Promise<string> =>
  (await api.make('POST /v1/departments', { name: `D${next()}`, ...input })).id;

async function aTicket(departmentId: string): Promise<string> {
  const customer = { email: `c${next()}@example.com` };
  const said = { subject: 'S', body: 'B', departmentId, customer };
  return (await api.make('POST /v1/tickets', said)).id;
}

async function anAgent(role: object = {}) {
  const { id } = await api.make('POST /v1/agents', { name: 'Ada', email: `a${next()}@example.com`, ...role });
  const { key } = await api.make('POST /v1/api-keys', { name: 'desk', agentId: id });
  return { id: id as string, key: key as string };
}

const join = (departmentId: string, agentId: string, member: object = {}) =>
  api.make(`PUT /v1/departments/${departmentId}/members/${agentId}`, member);
const readTicket = async (id: string) => (await api.ask(`GET /v1/tickets/${id}`)).body;
const read = async (path: string) => (await api.ask(`GET ${path}`)).body;

async function remove(departmentId: string, substituteId: string): Promise<string> {
  const told = await api.ask(`DELETE /v1/departments/${departmentId}?substituteId=${substituteId}`);
  if (told.status !== 202) throw new Error(`${told.status} ${JSON.stringify(told.body)}`);
  return told.body.id;
}

describe('the deletion of a department', () => {
  it('points what named it to the substitute, at once', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    const level = await api.make('POST /v1/sla-levels', { name: 'Gold', targetMinutes: { firstAnswer: 5 } });
    const groups = [{ conditions: [{ field: 'departmentId', operator: 'is', value: old }] }];
    const source = await api.make('POST /v1/sources', { type: 'api', name: 'Shop', departmentId: old });
    const slaRule = await api.make('POST /v1/sla-rules', { name: 'R', levelId: level.id, groups });
    const timeRule = await api.make('POST /v1/time-rules', {
      name: 'T',
      trigger: { kind: 'sinceCustomerMessage', minutes: 5 },
      actions: [{ type: 'transfer', departmentId: old }],
    });
    const canned = await api.make('POST /v1/canned-messages', { name: 'C', body: 'B', departmentId: old });
    const escalating = await aDepartment({ escalation: { departmentId: old } });
    await api.ask(`PATCH /v1/departments/${substitute}`, { body: { escalation: { departmentId: old } } });

    await remove(old, substitute);

    expect((await api.ask(`GET /v1/departments/${old}`)).status).toBe(404);
    expect(await read(`/v1/sources/${source.id}`)).toMatchObject({ departmentId: substitute, version: 2 });
    expect((await read(`/v1/sla-rules/${slaRule.id}`)).groups[0].conditions[0].value).toBe(substitute);
    expect((await read(`/v1/time-rules/${timeRule.id}`)).actions[0].departmentId).toBe(substitute);
    expect((await read(`/v1/canned-messages/${canned.id}`)).departmentId).toBe(substitute);
    expect((await read(`/v1/departments/${escalating}`)).escalation.departmentId).toBe(substitute);
    expect((await read(`/v1/departments/${substitute}`)).escalation.departmentId).toBeNull();
    const opened = await api.make('POST /v1/tickets', {
      subject: 'S',
      body: 'B',
      sourceId: source.id,
      customer: { email: 'late@example.com' },
    });
    expect(opened.departmentId).toBe(substitute);
    const refused = { subject: 'S', body: 'B', departmentId: old, customer: { email: 'late@example.com' } };
    expect((await api.ask('POST /v1/tickets', { body: refused })).status).toBe(400);
  });

  it('moves its tickets: what waits to nobody, all else as it is', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    const { id: agentId } = await anAgent();
    const ids = await atOnce(4, Array.from({ length: 70 }), () => aTicket(old));
    const [waiting = '', resolved = '', deleted = ''] = ids;
    for (const id of [waiting, resolved]) await api.make(`POST /v1/tickets/${id}/assign`, { agentId });
    await api.make(`POST /v1/tickets/${resolved}/status`, { status: 'resolved', silent: true });
    await api.make(`POST /v1/tickets/${deleted}/status`, { status: 'deleted' });

    const id = await remove(old, substitute);
    const before = await read(`/v1/tickets?limit=100&departmentId=${old}`);
    await runJob(api, id);

    expect(before.items).toHaveLength(69);
    expect(await read(`/v1/jobs/${id}`)).toMatchObject({ state: 'done', total: 70, done: 70, failed: 0 });
    expect(await readTicket(waiting)).toMatchObject({
      departmentId: substitute,
      assigneeId: null,
      status: 'new',
    });
    expect(await readTicket(resolved)).toMatchObject({
      departmentId: substitute,
      assigneeId: agentId,
      status: 'resolved',
    });
    expect(await readTicket(deleted)).toMatchObject({ departmentId: substitute, status: 'deleted' });
    expect((await read(`/v1/tickets?limit=100&departmentId=${substitute}`)).items).toHaveLength(69);
    const { items } = await read(`/v1/tickets/${waiting}/timeline`);
    expect(items.slice(-2)).toMatchObject([
      { kind: 'ticket.transferred', actor: { kind: 'system' }, after: { departmentId: substitute } },
      { kind: 'ticket.assigned', after: { assigneeId: null } },
    ]);
    expect((await read(`/v1/agents/${agentId}/presence`)).load).toEqual({ ticket: 0 });
    expect(await api.table.get(keys.configured('CLOSEDDEPARTMENT', old))).toBeUndefined();
  });

  it('finds what others saved while it went', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    const id = await remove(old, substitute);
    await runNextSlice(await readJob(api, id));
    expect(await readJob(api, id)).toMatchObject({ state: 'running', total: 0 });
    const late = await aTicket('dep_default');
    const item = await api.table.get(keys.ticketById(late));
    const data = { ...(item?.['data'] as object), departmentId: old };
    const place = {
      departmentId: old,
      departmentKey: old,
      departmentStatusKey: `${old}#new`,
      waitingKey: old,
    };
    await api.table.commit([{ Put: { Item: { ...item, ...place, data } } }]);

    await runJob(api, id);

    expect(await readTicket(late)).toMatchObject({ departmentId: substitute });
    expect(await read(`/v1/jobs/${id}`)).toMatchObject({ state: 'done', total: 1, done: 1 });
  });

  it('takes its members along, each as he was, unless he is there already', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    const [mover, there] = [await anAgent(), await anAgent()];
    await join(old, mover.id, { role: 'supervisor', channels: { ticket: { maxLoad: 7 } } });
    await join(old, there.id, { role: 'manager' });
    await join(substitute, there.id, { role: 'reader' });
    const ticket = await aTicket(old);

    const id = await remove(old, substitute);
    const meanwhile = (await api.ask(`GET /v1/tickets/${ticket}`, { key: mover.key })).status;
    await runJob(api, id);
    api.clock.moveTo(api.clock.now() + 31_000);

    const { items } = await read(`/v1/departments/${substitute}/members`);
    expect(new Map(items.map((one: { agentId: string; role: string }) => [one.agentId, one.role]))).toEqual(
      new Map([
        [mover.id, 'supervisor'],
        [there.id, 'reader'],
      ]),
    );
    expect(items.find((one: { agentId: string }) => one.agentId === mover.id).channels.ticket.maxLoad).toBe(
      7,
    );
    const { departments } = (await api.ask('GET /v1/me', { key: mover.key })).body;
    expect(departments.map((department: { id: string }) => department.id)).toEqual([substitute]);
    expect(meanwhile).toBe(200);
    expect((await api.ask(`GET /v1/tickets/${ticket}`, { key: mover.key })).status).toBe(200);
    expect(await api.table.queryAll(keys.membersOf(old))).toEqual([]);
  });

  it('goes on to the substitute of its substitute', async () => {
    const [first, second, third] = [await aDepartment(), await aDepartment(), await aDepartment()];
    const ticket = await aTicket(first);

    const ids = [await remove(first, second), await remove(second, third)];
    for (const id of ids) await runJob(api, id);

    expect(await readTicket(ticket)).toMatchObject({ departmentId: third });
  });

  it('is not left half-done', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    const id = await remove(old, substitute);

    const told = await api.ask(`DELETE /v1/jobs/${id}`);

    expect(told).toMatchObject({ status: 422, body: { code: 'job-must-finish' } });
    expect((await runJob(api, id)).state).toBe('done');
  });

  it('opens no department to who asks for it', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    const { id: roleId } = await api.make('POST /v1/roles', { name: 'Sly', granted: ['departments.manage'] });
    const sly = await anAgent({ roleId });
    await join(old, sly.id);

    const told = await api.ask(`DELETE /v1/departments/${old}?substituteId=${substitute}`, { key: sly.key });

    expect(told).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await api.ask(`GET /v1/departments/${old}`)).status).toBe(200);
  });

  it('is refused whole when too much refers to it', async () => {
    const [old, substitute] = [await aDepartment(), await aDepartment()];
    await atOnce(4, Array.from({ length: 91 }), () =>
      api.make('POST /v1/canned-messages', { name: 'C', body: 'B', departmentId: old }),
    );

    const told = await api.ask(`DELETE /v1/departments/${old}?substituteId=${substitute}`);

    expect(told).toMatchObject({ status: 409, body: { code: 'in-use' } });
    expect((await api.ask(`GET /v1/departments/${old}`)).status).toBe(200);
  });
});
