import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as customers } from '#functions/api/customers/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { openCustomerStore } from '#shared/persistence/customer-store.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/customers': customers, '/v1/tickets': tickets, '/v1': organisation });
});
afterAll(() => api.close());

let made = 0;
function someone(changes: object = {}) {
  made += 1;
  return { name: 'Ada', email: `ada${made}@example.com`, ...changes };
}
const aCustomer = (changes: object = {}) => api.make('POST /v1/customers', someone(changes));
const findByMail = (value: string) =>
  openCustomerStore(api.table).findByAddresses([{ kind: 'email', value }]);

describe('customers', () => {
  it('are created, read, changed and deleted', async () => {
    const customer = await aCustomer({ email: 'Ada.L@Example.com', phone: '+390612345' });

    expect(customer).toMatchObject({
      name: 'Ada',
      email: 'ada.l@example.com',
      phone: '+390612345',
      lastAgentId: null,
      version: 1,
    });
    expect((await api.ask(`GET /v1/customers/${customer.id}`)).body).toEqual(customer);

    const edited = await api.ask(`PATCH /v1/customers/${customer.id}`, { body: { phone: null } });
    expect(edited.body).toMatchObject({ phone: null, email: 'ada.l@example.com', version: 2 });

    expect((await api.ask(`DELETE /v1/customers/${customer.id}`)).status).toBe(204);
    expect((await api.ask(`GET /v1/customers/${customer.id}`)).status).toBe(404);
    expect(await findByMail('ada.l@example.com')).toEqual([]);
  });

  it('are listed page by page, the newest first, and found by address', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift((await aCustomer()).id);
    const third = await aCustomer({ phone: '+4912345678' });

    const first = await api.ask('GET /v1/customers?limit=2');
    const second = await api.ask(`GET /v1/customers?limit=2&cursor=${first.body.nextCursor}`);

    const listed = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
    expect(listed).toEqual([third.id, ...ids]);
    const byMail = await api.ask(`GET /v1/customers?email=${third.email.toUpperCase()}&phone=%2B4912345678`);
    expect(byMail.body).toEqual({ items: [third], nextCursor: null });
    expect((await api.ask('GET /v1/customers?email=nobody@example.com')).body.items).toEqual([]);
    const otherList = await api.ask(`GET /v1/agents?cursor=${first.body.nextCursor}`);
    expect(otherList).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
  });

  it('have addresses of their own', async () => {
    const [one, other] = [await aCustomer(), await aCustomer({ phone: '+390123456' })];

    const again = await api.ask('POST /v1/customers', { body: someone({ email: one.email }) });
    const moved = await api.ask(`PATCH /v1/customers/${one.id}`, { body: { phone: other.phone } });

    expect([again, moved].map(({ status, body }) => [status, body.code, body.errors[0].path])).toEqual([
      [409, 'in-use', 'email'],
      [409, 'in-use', 'phone'],
    ]);
    expect((await api.ask(`GET /v1/customers/${one.id}`)).body).toEqual(one);
  });

  it('are one, of two that ask for an address at once', async () => {
    const body = someone();

    const told = await Promise.all([1, 2, 3].map(() => api.ask('POST /v1/customers', { body })));

    expect(told.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('are found by the addresses that they have now, as they are now', async () => {
    const customer = await aCustomer({ phone: '+35312345' });

    await api.ask(`PATCH /v1/customers/${customer.id}`, {
      body: { email: 'moved@example.com', name: 'Ada L.' },
    });

    const owner = {
      id: customer.id,
      name: 'Ada L.',
      email: 'moved@example.com',
      phone: '+35312345',
      mergedIds: [],
    };
    expect(await findByMail(customer.email)).toEqual([]);
    expect(await findByMail('moved@example.com')).toMatchObject([{ owner }]);
    const byPhone = await openCustomerStore(api.table).findByAddresses([
      { kind: 'phone', value: '+35312345' },
    ]);
    expect(byPhone).toMatchObject([{ owner }]);
    expect((await api.ask('POST /v1/customers', { body: someone({ email: customer.email }) })).status).toBe(
      201,
    );
  });

  it('honour If-Match', async () => {
    const { id } = await aCustomer();
    const headers = { 'if-match': '"4"' };

    expect((await api.ask(`PATCH /v1/customers/${id}`, { headers, body: { name: 'X' } })).status).toBe(412);
    expect((await api.ask(`DELETE /v1/customers/${id}`, { headers })).status).toBe(412);
  });

  it('stay while they have tickets, which are listed', async () => {
    const email = 'asker@example.com';
    const ticket = await api.make('POST /v1/tickets', {
      subject: 'Help',
      body: 'Please',
      customer: { email },
    });
    const { id } = ticket.customer;

    const listed = await api.ask(`GET /v1/customers/${id}/tickets`);

    expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([ticket.id]);
    expect(await api.ask(`DELETE /v1/customers/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'in-use' },
    });
    expect((await api.ask('GET /v1/customers/cus_gone/tickets')).status).toBe(404);
  });

  it('show an agent only tickets in his scope', async () => {
    await api.make('POST /v1/departments', { name: 'Other' });
    const agent = await api.make('POST /v1/agents', { name: 'B', email: 'b@example.com' });
    const { key } = await api.make('POST /v1/api-keys', { name: 'b', agentId: agent.id });
    const ticket = await api.make('POST /v1/tickets', {
      subject: 'Secret',
      body: 'Please',
      customer: { email: 'secretive@example.com' },
    });

    const listed = await api.ask(`GET /v1/customers/${ticket.customer.id}/tickets`, { key });

    expect(listed).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  it('are read and written with permission only', async () => {
    const { id } = await aCustomer();
    const me = (await api.ask('GET /v1/me')).body.id;
    const { key } = await api.make('POST /v1/api-keys', {
      name: 'n',
      agentId: me,
      permissions: ['tickets.read'],
    });

    const told = [
      await api.ask(`GET /v1/customers/${id}`, { key }),
      await api.ask('POST /v1/customers', { key, body: someone() }),
      await api.ask(`DELETE /v1/customers/${id}`, { key }),
    ];

    expect(told.map(({ status, body }) => [status, body.permission])).toEqual([
      [403, 'customers.read'],
      [403, 'customers.write'],
      [403, 'customers.write'],
    ]);
  });

  it('leave the audit log nothing but their id', async () => {
    const customer = await aCustomer({ email: 'forgotten@example.com' });

    await api.ask(`DELETE /v1/customers/${customer.id}`);

    const entries = await api.table.queryAll({ pk: 'AUDIT#2026-11-21', from: '' });
    expect(JSON.stringify(entries)).toContain(customer.id);
    expect(JSON.stringify(entries)).not.toContain('forgotten@example.com');
  });

  it.each([
    [{}, ['$']],
    [{ name: '', email: 'x' }, ['email', 'name']],
    [{ email: 'a@b.c', phone: '06 123' }, ['phone']],
    [{ email: ['a@b.c'] }, ['email']],
    [{ name: 'A', vip: true }, ['vip']],
  ])('are refused with the path of each fault: %j', async (body, paths) => {
    const told = await api.ask('POST /v1/customers', { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(told.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(paths);
  });

  it('are not left without anything to know them by', async () => {
    const { id } = await aCustomer();

    const told = await api.ask(`PATCH /v1/customers/${id}`, { body: { name: null, email: null } });

    expect(told.status).toBe(400);
  });
});
