import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Hired, type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let sales: string;
let service: string;
let seller: Hired;
let ticket: Json;
beforeAll(async () => {
  journey = await startJourney();
  ({ id: sales } = await journey.openDepartment('Sales'));
  ({ id: service } = await journey.openDepartment('Service'));
  seller = await journey.hire('Seller', { departments: { [sales]: {} } });
  ticket = await create('For service', service);
});
afterAll(() => journey.close());

const create = (subject: string, departmentId: string, more = {}) =>
  journey.owner.make('POST /v1/tickets', {
    subject,
    body: 'Private words',
    departmentId,
    customer: { email: `${departmentId}@customer.example` },
    ...more,
  });

const keyFor = async (agentId: string, more = {}) =>
  journey.clientOf((await journey.owner.make('POST /v1/api-keys', { name: 'k', agentId, ...more })).key);

/** Every way to a ticket that an agent has. */
const waysTo = (id: string): [string, unknown?][] => [
  [`GET /v1/tickets/${id}`],
  [`GET /v1/tickets/${id}/messages`],
  [`GET /v1/tickets/${id}/timeline`],
  [`GET /v1/tickets/${id}/sla`],
  [`GET /v1/tickets/${id}/routing`],
  [`PATCH /v1/tickets/${id}`, { priority: 'high' }],
  [`POST /v1/tickets/${id}/messages`, { type: 'reply', body: 'x' }],
  [`POST /v1/tickets/${id}/messages`, { type: 'note', body: 'x' }],
  [`POST /v1/tickets/${id}/assign`, { agentId: null }],
  [`POST /v1/tickets/${id}/transfer`, { departmentId: 'dep_default' }],
  [`POST /v1/tickets/${id}/status`, { status: 'resolved' }],
  [`POST /v1/tickets/${id}/claim`],
];

async function statuses(client: Client, id: string): Promise<number[]> {
  const answers = await Promise.all(
    waysTo(id).map(([line, body]) => client.ask(line, body === undefined ? {} : { body })),
  );
  return answers.map(({ status }) => status);
}

describe('an agent of another department', () => {
  it('is told that there is no such ticket, whatever he tries', async () => {
    const foreign = await statuses(seller.client, ticket.id);
    const missing = await statuses(seller.client, 'tkt_aaaaaaaaa111');

    expect(new Set(foreign)).toEqual(new Set([404]));
    expect(foreign).toEqual(missing);
    expect(await journey.owner.get(`/v1/tickets/${ticket.id}`)).toMatchObject({ version: ticket.version });
  });

  it('finds it in no list, by no filter and not at its customer', async () => {
    await create('For sales', sales);
    await journey.settle();
    const { client } = seller;

    for (const query of [
      '',
      `?departmentId=${service}`,
      `?departmentId=${sales},${service}`,
      `?customerId=${ticket.customer.id}`,
      '?status=new',
      '?assigneeId=none',
      '?sort=updatedAt',
    ]) {
      const subjects = (await client.list(`/v1/tickets${query}`)).map(({ subject }) => subject);
      expect(subjects).not.toContain('For service');
    }
    expect((await client.list('/v1/tickets')).map(({ subject }) => subject)).toEqual(['For sales']);
    const recent = await client.ask(`GET /v1/customers/${ticket.customer.id}/tickets`);
    expect(JSON.stringify(recent.body)).not.toContain('For service');
  });

  it('sees what is assigned to him there, until it is not', async () => {
    const mine = await create('Lent out', service);
    await journey.owner.make(`POST /v1/tickets/${mine.id}/assign`, { agentId: seller.id });
    expect(await seller.client.get(`/v1/tickets/${mine.id}`)).toMatchObject({ id: mine.id });

    await journey.owner.make(`POST /v1/tickets/${mine.id}/assign`, { agentId: null });

    expect((await seller.client.ask(`GET /v1/tickets/${mine.id}`)).status).toBe(404);
  });
});

describe('scope', () => {
  it('widens to everything or narrows to his own and to his tags', async () => {
    const tagged = await create('Tagged', service, { tags: ['Kühl'] });
    const all = await journey.hire('All', { scope: { level: 'all' } });
    const own = await journey.hire('Own', { scope: { level: 'assigned' }, departments: { [service]: {} } });
    const cool = await journey.hire('Cool', {
      scope: { level: 'department', tags: ['kuhl'] },
      departments: { [service]: {} },
    });
    const mine = await create('Mine', service);
    await journey.owner.make(`POST /v1/tickets/${mine.id}/assign`, { agentId: own.id });
    await journey.settle();
    const seen = async ({ client }: Hired) =>
      (await client.list('/v1/tickets')).map(({ subject }) => subject);

    expect(await seen(all)).toEqual(expect.arrayContaining(['For service', 'For sales', 'Tagged', 'Mine']));
    expect(await seen(own)).toEqual(['Mine']);
    expect(await seen(cool)).toEqual(['Tagged']);
    expect((await own.client.ask(`GET /v1/tickets/${tagged.id}`)).status).toBe(404);
    expect((await cool.client.ask(`GET /v1/tickets/${mine.id}`)).status).toBe(404);
  });

  it('follows membership within a minute', async () => {
    const agent = await journey.hire('Moving', { departments: { [sales]: {} } });
    expect((await agent.client.ask(`GET /v1/tickets/${ticket.id}`)).status).toBe(404);

    await journey.owner.make(`PUT /v1/departments/${service}/members/${agent.id}`, { role: 'solver' });
    await journey.advanceMinutes(1);
    expect((await agent.client.ask(`GET /v1/tickets/${ticket.id}`)).status).toBe(200);

    await journey.owner.make(`DELETE /v1/departments/${service}/members/${agent.id}`);
    await journey.advanceMinutes(1);
    expect((await agent.client.ask(`GET /v1/tickets/${ticket.id}`)).status).toBe(404);
  });
});

describe('a missing permission', () => {
  it.each([
    ['tickets.reply', 'POST /v1/tickets/{id}/messages', { type: 'reply', body: 'x' }],
    ['tickets.note', 'POST /v1/tickets/{id}/messages', { type: 'note', body: 'x' }],
    ['tickets.assign', 'POST /v1/tickets/{id}/assign', { agentId: null }],
    ['tickets.assign', 'POST /v1/tickets/{id}/claim', undefined],
    ['tickets.transfer', 'POST /v1/tickets/{id}/transfer', { departmentId: 'dep_default' }],
    ['tickets.changeStatus', 'POST /v1/tickets/{id}/status', { status: 'resolved' }],
    ['tickets.changeStatus', 'PATCH /v1/tickets/{id}', { priority: 'low' }],
    ['departments.manage', 'POST /v1/departments', { name: 'X' }],
    ['agents.manage', 'POST /v1/agents', { name: 'X', email: 'x@staff.example' }],
    ['apiKeys.manage', 'POST /v1/api-keys', { name: 'X', agentId: 'agt_x' }],
    ['sources.manage', 'POST /v1/sources', { type: 'api', name: 'X', departmentId: 'dep_default' }],
    ['sla.manage', 'POST /v1/sla-levels', { name: 'X', targetMinutes: {} }],
    ['rules.manage', 'POST /v1/time-rules', {}],
    ['settings.manage', 'PATCH /v1/settings', { language: 'it' }],
    ['customers.write', 'POST /v1/customers', { email: 'new@customer.example' }],
  ])('%s is named: %s', async (permission, line, body) => {
    const mine = await create('May not', sales);
    const client = await keyFor(seller.id, { permissions: ['tickets.read'] });

    const told = await client.ask(line.replace('{id}', mine.id), body === undefined ? {} : { body });

    expect(told).toMatchObject({ status: 403, body: { code: 'forbidden', permission } });
    expect(await journey.owner.get(`/v1/tickets/${mine.id}`)).toMatchObject({ version: mine.version });
  });

  it('cannot be helped by granting it to oneself', async () => {
    const admin = await journey.hire('Admin', { role: 'admin' });
    const promote = { name: 'X', email: 'boss@staff.example', role: 'owner' };

    expect((await admin.client.ask('POST /v1/agents', { body: promote })).status).toBe(403);
    expect((await admin.client.ask(`PATCH /v1/agents/${admin.id}`, { body: { role: 'owner' } })).status).toBe(
      403,
    );
  });
});

describe('an API key', () => {
  it('stops within a minute of being revoked, and so does its agent’s deletion', async () => {
    const { id: keyId, key } = await journey.owner.make('POST /v1/api-keys', {
      name: 'Soon gone',
      agentId: seller.id,
    });
    const client = journey.clientOf(key);
    const leaver = await journey.hire('Leaver', { departments: { [sales]: {} } });
    expect((await client.ask('GET /v1/me')).status).toBe(200);

    await journey.owner.make(`DELETE /v1/api-keys/${keyId}`);
    await journey.owner.make(`DELETE /v1/agents/${leaver.id}`);
    await journey.platform.advance(60);

    expect(await client.ask('GET /v1/me')).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(await leaver.client.ask('GET /v1/me')).toMatchObject({ status: 401 });
  });

  it('is good for its networks and its time only', async () => {
    const here = await keyFor(seller.id, { allowedNetworks: ['127.0.0.0/8'] });
    const elsewhere = await keyFor(seller.id, { allowedNetworks: ['203.0.113.0/24'] });
    const expiresAt = new Date(journey.platform.now() + 10 * 60_000).toISOString();
    const brief = await keyFor(seller.id, { expiresAt });

    expect((await here.ask('GET /v1/me')).status).toBe(200);
    expect((await elsewhere.ask('GET /v1/me')).status).toBe(401);
    expect((await brief.ask('GET /v1/me')).status).toBe(200);
    await journey.advanceMinutes(10);
    expect((await brief.ask('GET /v1/me')).status).toBe(401);
  });

  it('may come in the header apikey, and is shown in no list', async () => {
    const told = await journey.visitor.ask('GET /v1/me', { headers: { apikey: seller.client.key ?? '' } });
    expect(told.body).toMatchObject({ id: seller.id });

    expect(JSON.stringify(await journey.owner.list('/v1/api-keys'))).not.toContain('smk_');
  });
});
