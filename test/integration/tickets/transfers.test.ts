import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
let here: string;
let there: string;
/** Agents by what they are to the department There. */
const idOf: Record<string, string> = {};
let keyOfHere: string;

async function hire(name: string, posts: Readonly<Record<string, object>>): Promise<string> {
  const { id } = await api.make('POST /v1/agents', { name, email: `${name}@example.com` });
  for (const [departmentId, post] of Object.entries(posts)) {
    await api.make(`PUT /v1/departments/${departmentId}/members/${id}`, post);
  }
  return id;
}

beforeAll(async () => {
  api = await startApi({ '/v1/tickets': tickets, '/v1': organisation });
  ({ id: here } = await api.make('POST /v1/departments', { name: 'Here' }));
  ({ id: there } = await api.make('POST /v1/departments', { name: 'There' }));
  idOf['elsewhere'] = await hire('elsewhere', { [here]: {} });
  idOf['solver'] = await hire('solver', { [there]: {} });
  idOf['reader'] = await hire('reader', { [there]: { role: 'reader' } });
  idOf['chatter'] = await hire('chatter', { [there]: { channels: { chat: {} } } });
  idOf['deleted'] = await hire('deleted', { [there]: {} });
  await api.ask(`DELETE /v1/agents/${idOf['deleted']}`);
  ({ key: keyOfHere } = await api.make('POST /v1/api-keys', { name: 'Here', agentId: idOf['elsewhere'] }));
});
afterAll(() => api.close());

let count = 0;

/** A ticket of the department Here in that status, with an agent of it. */
async function aTicket(status: string): Promise<string> {
  count += 1;
  const customer = { email: `customer${count}@example.com` };
  const said = { subject: 'S', body: 'B', customer, departmentId: here };
  const { id } = await api.make('POST /v1/tickets', said);
  const path = `/v1/tickets/${id}`;
  await api.make(`POST ${path}/assign`, { agentId: idOf['elsewhere'] });
  if (status === 'new') return id;
  await api.make(`POST ${path}/messages`, { type: 'reply', body: 'R' });
  if (status !== 'answered') await api.make(`POST ${path}/status`, { status });
  return id;
}

const transfer = async (id: string, body: object, key?: string) =>
  api.ask(`POST /v1/tickets/${id}/transfer`, {
    body: { departmentId: there, ...body },
    ...(key === undefined ? {} : { key }),
  });

describe('a transfer to another department', () => {
  it.each([
    { from: 'new', keepStatus: false, to: 'new' },
    { from: 'new', keepStatus: true, to: 'new' },
    { from: 'open', keepStatus: false, to: 'open' },
    { from: 'answered', keepStatus: false, to: 'open' },
    { from: 'answered', keepStatus: true, to: 'answered' },
    { from: 'resolved', keepStatus: false, to: 'open' },
    { from: 'resolved', keepStatus: true, to: 'resolved' },
    { from: 'closed', keepStatus: false, to: 'closed' },
  ])('makes of $from, with keepStatus $keepStatus, $to, and takes it from its agent', async (row) => {
    const id = await aTicket(row.from === 'closed' ? 'resolved' : row.from);
    if (row.from === 'closed') await api.make(`POST /v1/tickets/${id}/status`, { status: 'closed' });

    const { status, body } = await transfer(id, { keepStatus: row.keepStatus });

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: row.to, departmentId: there, assigneeId: null });
  });

  it.each([
    { named: 'solver', status: 200, code: undefined },
    { named: 'elsewhere', status: 422, code: 'not-a-member' },
    { named: 'chatter', status: 422, code: 'not-a-member' },
    { named: 'reader', status: 422, code: 'agent-only-reads' },
    { named: 'deleted', status: 400, code: 'invalid' },
  ])('to an agent who is its $named is answered $status', async ({ named, status, code }) => {
    const id = await aTicket('new');

    const told = await transfer(id, { agentId: idOf[named] });

    expect([told.status, told.body.code]).toEqual([status, status === 200 ? expect.any(String) : code]);
    const { body } = await api.ask(`GET /v1/tickets/${id}`);
    const now = status === 200 ? idOf[named] : idOf['elsewhere'];
    expect(body).toMatchObject({ assigneeId: now, departmentId: status === 200 ? there : here });
  });

  it('is for an agent who is no member of it, who then sees the ticket no more', async () => {
    const id = await aTicket('new');

    const told = await transfer(id, {}, keyOfHere);

    expect(told).toMatchObject({ status: 200, body: { departmentId: there } });
    expect((await api.ask(`GET /v1/tickets/${id}`, { key: keyOfHere })).status).toBe(404);
  });

  it('that is not there is invalid', async () => {
    const told = await transfer(await aTicket('new'), { departmentId: 'dep_none' });

    expect(told).toMatchObject({ status: 400, body: { errors: [{ path: 'departmentId' }] } });
  });
});

describe('a transfer within the department', () => {
  it('hands the ticket on, and it waits again', async () => {
    const id = await aTicket('answered');
    await transfer(id, { agentId: idOf['solver'] });
    await api.make(`POST /v1/tickets/${id}/messages`, { type: 'reply', body: 'R' });
    const other = await hire(`other${count}`, { [there]: {} });

    const { body } = await transfer(id, { agentId: other });

    expect(body).toMatchObject({ status: 'open', assigneeId: other, departmentId: there });
  });
});
