import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let ticket: Json;
beforeAll(async () => {
  journey = await startJourney();
  ticket = await journey.owner.make('POST /v1/tickets', {
    subject: 'Stays as it is',
    body: 'Help',
    customer: { email: 'dana@customer.example' },
  });
  // Each function notes the first use of a key.
  for (const path of ['settings', 'agents', 'customers']) await journey.owner.get(`/v1/${path}`);
  await journey.settle();
});
afterAll(() => journey.close());

const valid = { subject: 'S', body: 'B', customer: { email: 'dana@customer.example' } };
const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);

/** The line, its body, and the paths of the faults that the answer names. */
const faults: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['POST /v1/tickets', {}, ['body', 'customer', 'subject']],
  ['POST /v1/tickets', [], ['$']],
  ['POST /v1/tickets', null, ['$']],
  ['POST /v1/tickets', 'text', ['$']],
  ['POST /v1/tickets', { ...valid, subject: 7 }, ['subject']],
  ['POST /v1/tickets', { ...valid, subject: '   ' }, ['subject']],
  ['POST /v1/tickets', { ...valid, subject: 'x'.repeat(501) }, ['subject']],
  ['POST /v1/tickets', { ...valid, colour: 'red', size: 1 }, ['colour', 'size']],
  ['POST /v1/tickets', { ...valid, customer: { email: 'no address' } }, ['customer.email']],
  ['POST /v1/tickets', { ...valid, customer: { phone: '12' } }, ['customer.phone']],
  ['POST /v1/tickets', { ...valid, customer: { email: 'a@b.example', age: 4 } }, ['customer.age']],
  ['POST /v1/tickets', { ...valid, departmentId: 'dep_none' }, ['departmentId']],
  ['POST /v1/tickets', { ...valid, departmentId: 'none' }, ['departmentId']],
  ['POST /v1/tickets', { ...valid, sourceId: 'src_none' }, ['sourceId']],
  ['POST /v1/tickets', { ...valid, priority: 'huge' }, ['priority']],
  ['POST /v1/tickets', { ...valid, tags: ['a', '', 3] }, ['tags.1', 'tags.2']],
  ['POST /v1/tickets', { ...valid, customFields: { 'a b': 'x' } }, ['customFields.a b']],
  ['POST /v1/tickets', { ...valid, channel: 'email' }, ['channel']],
  ['POST /v1/tickets', { ...valid, body: 'x'.repeat(100_001) }, ['body']],
  ['PATCH /v1/tickets/{id}', { status: 'open' }, ['status']],
  ['PATCH /v1/tickets/{id}', { priority: null }, ['priority']],
  ['POST /v1/tickets/{id}/messages', { type: 'shout', body: 'x' }, ['type']],
  ['POST /v1/tickets/{id}/messages', { type: 'reply', body: '' }, ['body']],
  ['POST /v1/tickets/{id}/status', { status: 'postponed' }, ['until']],
  ['POST /v1/tickets/{id}/status', { status: 'postponed', until: 'tomorrow' }, ['until']],
  ['POST /v1/tickets/{id}/status', { status: 'open', until: '2030-01-01T00:00:00.000Z' }, ['until']],
  ['POST /v1/tickets/{id}/status', { status: 'happy' }, ['status']],
  ['POST /v1/tickets/{id}/assign', {}, ['agentId']],
  ['POST /v1/tickets/{id}/transfer', { departmentId: null }, ['departmentId']],
  ['POST /v1/departments', { name: '' }, ['name']],
  [
    'POST /v1/departments',
    { name: 'X', distribution: { ticket: { method: 'ringToAll' } } },
    ['distribution.ticket.method'],
  ],
  ['POST /v1/agents', { name: 'X', email: 'x', role: 'boss' }, ['email', 'role']],
  [
    'POST /v1/api-keys',
    { name: 'X', agentId: 'agt_x', permissions: ['fly'], allowedNetworks: ['here'] },
    ['allowedNetworks.0', 'permissions.0'],
  ],
  ['PUT /v1/agents/me/presence', { state: 'online', until: '2030-01-01T00:00:00.000Z' }, ['until']],
  ['POST /v1/sla-levels', { name: 'X', targetMinutes: { firstAnswer: 0.5 } }, ['targetMinutes.firstAnswer']],
  [
    'POST /v1/business-hours',
    { name: 'X', timezone: 'Moon/Sea', weekly: { monday: [{ from: '09:00', to: '17:00' }] } },
    ['timezone'],
  ],
  ['POST /v1/sources', { type: 'pigeon', name: 'X', departmentId: 'dep_default' }, ['type']],
  [
    'POST /v1/sources',
    { type: 'email', name: 'X', departmentId: 'dep_default', settings: {} },
    ['settings.address'],
  ],
  ['PATCH /v1/settings', { autoCloseAfterDays: 'five' }, ['autoCloseAfterDays']],
  ['GET /v1/tickets?limit=0', undefined, ['limit']],
  ['GET /v1/tickets?limit=1e3&sort=name&colour=red', undefined, ['colour', 'limit', 'sort']],
  ['GET /v1/tickets?status=happy,open', undefined, ['status.0']],
  ['GET /v1/tickets?createdFrom=yesterday', undefined, ['createdFrom']],
];

const writing =
  /^(?:PutItem|UpdateItem|DeleteItem|TransactWriteItems|SendMessage(?:Batch)?|PutObject|PutEvents|SendEmail)$/;

/** Writes so far, but for what a refused request may leave: that it came, and that somebody was not let in. */
const writes = (): string[] =>
  journey.calls
    .filter(({ operation }) => writing.test(operation))
    .map(({ functionName, operation, input }) => `${functionName} ${operation} ${JSON.stringify(input)}`)
    .filter((call) => !/"(?:RATE|SIGNIN)#/.test(call));

describe('a request without faults', () => {
  it('is seen to write', async () => {
    const before = writes();

    await journey.owner.make('POST /v1/tickets', valid);
    await journey.settle();

    expect(writes().length).toBeGreaterThan(before.length);
  });
});

describe('a request with faults', () => {
  it.each(faults)('%s %j', async (line, body, paths) => {
    const before = writes();

    const told = await journey.owner.ask(line.replace('{id}', ticket.id), {
      raw: body === undefined ? undefined : JSON.stringify(body),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' } }),
    } as object);

    expect(told.status).toBe(400);
    expect(told.headers.get('content-type')).toBe('application/problem+json');
    expect(told.body).toMatchObject({
      type: expect.stringContaining('/problems/'),
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: 'invalid',
      requestId: expect.any(String),
    });
    expect(told.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(paths);
    expect(writes()).toEqual(before);
  });

  it.each([
    ['is no JSON', 'POST /v1/tickets', { raw: '{', headers: { 'content-type': 'application/json' } }, 400],
    [
      'is no UTF-8',
      'POST /v1/tickets',
      { raw: new Uint8Array([0x22, 0xff, 0x22]), headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['is very deep', 'POST /v1/tickets', { body: deep }, 400],
    ['has no body', 'POST /v1/tickets', {}, 400],
    ['is XML', 'POST /v1/tickets', { raw: '<ticket/>', headers: { 'content-type': 'application/xml' } }, 415],
    [
      'is very large',
      'POST /v1/tickets',
      { raw: `"${'x'.repeat(5_500_000)}"`, headers: { 'content-type': 'application/json' } },
      413,
    ],
    ['has a bad precondition', 'PATCH /v1/tickets/{id}', { body: {}, headers: { 'if-match': 'seven' } }, 400],
    [
      'has a bad key',
      'POST /v1/tickets',
      { body: valid, headers: { 'idempotency-key': 'x'.repeat(256) } },
      400,
    ],
    ['has another method', 'DELETE /v1/settings', {}, 405],
    ['leads nowhere', 'GET /v1/nowhere', {}, 404],
    ['leads nowhere at all', 'GET /%zz', {}, 404],
    ['names no ticket', 'GET /v1/tickets/tkt_none', {}, 404],
    ['names another thing', 'GET /v1/tickets/agt_none', {}, 404],
    ['has a long id', `GET /v1/tickets/${'x'.repeat(2000)}`, {}, 400],
    ['has no key', 'GET /v1/me', { headers: { authorization: '' } }, 401],
    ['has a wrong key', 'GET /v1/me', { headers: { authorization: 'Bearer smk_wrong' } }, 401],
    ['has a strange scheme', 'GET /v1/me', { headers: { authorization: 'Magic x' } }, 401],
    ['moves as nobody may', 'POST /v1/tickets/{id}/status', { body: { status: 'new' } }, 422],
    [
      'postpones into the past',
      'POST /v1/tickets/{id}/status',
      { body: { status: 'postponed', until: '2020-01-01T00:00:00.000Z' } },
      422,
    ],
    [
      'has a strange webhook',
      'POST /webhooks/raw/src_none',
      { raw: 'x', headers: { 'content-type': 'message/rfc822' } },
      404,
    ],
    ['has a strange form', 'POST /public/forms/src_none', { body: { email: 'a@b.example', body: 'x' } }, 404],
  ])('that %s', async (...[, line, asked, status]) => {
    const before = writes();

    const told = await journey.owner.ask(line.replace('{id}', ticket.id), asked);

    expect(told.status).toBe(status);
    expect(told.body).toMatchObject({ status, code: expect.any(String), detail: expect.any(String) });
    expect(writes()).toEqual(before);
  });
});
