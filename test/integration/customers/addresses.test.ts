import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as customers } from '#functions/api/customers/function.ts';
import { handler as organisation } from '#functions/api/organisation/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import * as keys from '#shared/persistence/keys.ts';
import { put } from '#shared/persistence/write.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ '/v1/customers': customers, '/v1/tickets': tickets, '/v1': organisation });
});
afterAll(() => api.close());

const patch = (id: string, body: object) => api.ask(`PATCH /v1/customers/${id}`, { body });
const mail = (value: string) => ({ kind: 'email', value });
const telegram = (value: string) => ({ kind: 'telegram', value });

describe('addresses of a customer', () => {
  it('may be many, of every kind, each once, and are found by each', async () => {
    const customer = await api.make('POST /v1/customers', {
      name: 'Ada',
      email: 'one@many.example',
      addresses: [
        mail('Two@Many.example'),
        telegram('4711'),
        mail('two@many.example'),
        { kind: 'viber', value: '+/=' },
      ],
    });

    expect(customer).toMatchObject({
      email: 'one@many.example',
      phone: null,
      addresses: [
        mail('one@many.example'),
        mail('two@many.example'),
        telegram('4711'),
        { kind: 'viber', value: '+/=' },
      ],
    });
    const found = await api.ask('GET /v1/customers?email=TWO@many.example');
    expect(found.body.items).toEqual([customer]);
  });

  it('are added, taken away and freed for others', async () => {
    const { id } = await api.make('POST /v1/customers', {
      addresses: [telegram('1'), mail('a@freed.example')],
    });

    const more = await patch(id, {
      addresses: [mail('a@freed.example'), { kind: 'phone', value: '+39061111' }],
    });
    const main = await patch(id, { email: 'b@freed.example' });
    const none = await patch(id, { phone: null });

    expect(
      [more, main, none].map(({ body: { email, phone, addresses } }) => [email, phone, addresses.length]),
    ).toEqual([
      ['a@freed.example', '+39061111', 2],
      ['b@freed.example', '+39061111', 2],
      ['b@freed.example', null, 1],
    ]);
    await api.make('POST /v1/customers', {
      addresses: [telegram('1'), mail('a@freed.example'), { kind: 'phone', value: '+39061111' }],
    });
  });

  it('show the next of their kind when the first is taken away', async () => {
    const { id } = await api.make('POST /v1/customers', {
      email: 'first@next.example',
      addresses: [mail('second@next.example')],
    });

    expect((await patch(id, { email: null })).body).toMatchObject({
      email: 'second@next.example',
      addresses: [mail('second@next.example')],
    });
    expect((await patch(id, { addresses: [] })).status).toBe(400);
  });

  it('belong to one customer, and a refusal says which is taken', async () => {
    await api.make('POST /v1/customers', { addresses: [telegram('taken'), mail('taken@one.example')] });
    const { id, version } = await api.make('POST /v1/customers', { email: 'free@one.example' });

    const told = [
      await api.ask('POST /v1/customers', { body: { addresses: [telegram('free'), telegram('taken')] } }),
      await patch(id, { addresses: [mail('free@one.example'), mail('taken@one.example')] }),
      await patch(id, { email: 'taken@one.example' }),
    ];

    expect(told.map(({ status, body }) => [status, body.code, body.errors[0].path])).toEqual([
      [409, 'in-use', 'addresses.1.value'],
      [409, 'in-use', 'addresses.1.value'],
      [409, 'in-use', 'email'],
    ]);
    expect((await api.ask(`GET /v1/customers/${id}`)).body.version).toBe(version);
    await api.make('POST /v1/customers', { addresses: [telegram('free')] });
  });

  it.each([
    [{ addresses: [mail('nowhere')] }, 'addresses.0.value'],
    [{ addresses: [{ kind: 'fax', value: '1' }] }, 'addresses.0.kind'],
    [{ addresses: [telegram('')] }, 'addresses.0.value'],
    [{ addresses: Array.from({ length: 41 }, (_, at) => telegram(String(at))) }, 'addresses'],
    [{ email: 'x@y.z', addresses: Array.from({ length: 40 }, (_, at) => telegram(String(at))) }, 'addresses'],
    [{ name: 'A', country: 'Italy' }, 'country'],
    [{ name: 'A', fields: { 'a\nb': 1 } }, 'fields.a\nb'],
  ])('are refused with the path: %j', async (body, path) => {
    const told = await api.ask('POST /v1/customers', { body });

    expect(told).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } });
  });

  it('are as many as fit, all exchanged at once', async () => {
    const all = (from: number) => Array.from({ length: 40 }, (_, at) => telegram(`many-${from + at}`));
    const { id } = await api.make('POST /v1/customers', { addresses: all(0) });

    expect((await patch(id, { addresses: all(100) })).status).toBe(200);
  });
});

describe('a customer of the first state', () => {
  it('has the addresses that he had', async () => {
    const old = { id: 'cus_old', name: 'Old', email: 'old@first.example', phone: null, lastAgentId: null };
    const data = {
      ...old,
      version: 1,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    };
    const address = keys.customerByAddress('email', 'old@first.example');
    await api.table.commit([
      put(keys.customerById('cus_old'), 'customer', { data: data as unknown as Customer }),
      put(address, 'address', { data: { customer: old } }),
    ]);

    const edited = await patch('cus_old', {
      addresses: [mail('old@first.example'), telegram('new')],
      group: 'VIP',
    });

    expect(edited.body).toMatchObject({
      email: 'old@first.example',
      addresses: [mail('old@first.example'), telegram('new')],
      group: 'VIP',
      country: null,
      fields: {},
      mergedIds: [],
    });
  });
});

describe('groups, countries and fields', () => {
  it('are kept, changed and listed by', async () => {
    const said = {
      name: 'A',
      group: 'Grün',
      language: 'de',
      country: 'DE',
      fields: { plan: 'gold', seats: 3, old: true },
    };
    const one = await api.make('POST /v1/customers', said);
    const other = await api.make('POST /v1/customers', {
      name: 'B',
      group: 'GRUN',
      email: 'b@group.example',
    });
    const left = await api.make('POST /v1/customers', { name: 'C', group: 'grün' });
    const edited = (await patch(one.id, { fields: { seats: 4, old: null } })).body;
    await patch(left.id, { group: null });

    const first = await api.ask('GET /v1/customers?group=grun&limit=1');
    const second = await api.ask(`GET /v1/customers?group=grun&limit=1&cursor=${first.body.nextCursor}`);

    expect(edited).toMatchObject({ ...said, fields: { plan: 'gold', seats: 4 } });
    expect([...first.body.items, ...second.body.items]).toEqual([other, edited]);
    expect(second.body.nextCursor).toBeNull();
    expect((await api.ask('GET /v1/customers?group=gold&email=b@group.example')).body.items).toEqual([]);
    expect((await api.ask('GET /v1/customers?group=gr%C3%BCn&email=b@group.example')).body.items).toEqual([
      other,
    ]);
  });
});
