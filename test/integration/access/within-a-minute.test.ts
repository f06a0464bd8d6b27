import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hireStaff, type Staff } from './table/staff.ts';

let staff: Staff;
beforeAll(async () => {
  staff = await hireStaff();
});
afterAll(() => staff.close());

interface Someone {
  readonly id: string;
  readonly key: string;
  readonly keyId: string;
  readonly roleId: string;
  readonly ticketId: string;
}

async function someone(): Promise<Someone> {
  const { make, here, next } = staff;
  const role = await make('POST /v1/roles', { name: `R${next()}`, granted: ['settings.manage'] });
  const { id } = await make('POST /v1/agents', {
    name: 'S',
    email: `s${next()}@example.com`,
    roleId: role.id,
  });
  await make(`PUT /v1/departments/${here}/members/${id}`, { role: 'solver' });
  const made = await make('POST /v1/api-keys', { name: 'k', agentId: id });
  const customer = { email: `c${next()}@example.com` };
  const ticket = await make('POST /v1/tickets', { subject: 'S', body: 'B', customer, departmentId: here });
  return { id, key: made.key, keyId: made.id, roleId: role.id, ticketId: ticket.id };
}

type Probe = (who: Someone) => readonly [line: string, body?: unknown];
const see: Probe = ({ ticketId }) => [`GET /v1/tickets/${ticketId}`];
const note: Probe = ({ ticketId }) => [`POST /v1/tickets/${ticketId}/messages`, { type: 'note', body: 'n' }];
const configure: Probe = () => ['PATCH /v1/settings', {}];

/** What is changed, what he tries before and after, and how that is answered then. */
const changes: readonly (readonly [string, Probe, number, (who: Someone) => readonly [string, unknown?]])[] =
  [
    ['his key is revoked', see, 401, ({ keyId }) => [`DELETE /v1/api-keys/${keyId}`]],
    ['he is deleted', see, 401, ({ id }) => [`DELETE /v1/agents/${id}`]],
    ['he loses his role', configure, 403, ({ id }) => [`PATCH /v1/agents/${id}`, { roleId: null }]],
    [
      'his role loses a permission',
      configure,
      403,
      ({ roleId }) => [`PATCH /v1/roles/${roleId}`, { granted: [] }],
    ],
    [
      'his role may not read',
      see,
      403,
      ({ roleId }) => [`PATCH /v1/roles/${roleId}`, { revoked: ['tickets.read'] }],
    ],
    [
      'his scope is narrowed',
      see,
      404,
      ({ id }) => [`PATCH /v1/agents/${id}`, { scope: { level: 'assigned' } }],
    ],
    ['he is limited to tags', see, 404, ({ id }) => [`PATCH /v1/agents/${id}`, { scope: { tags: ['vip'] } }]],
    ['he is no member', see, 404, ({ id }) => [`DELETE /v1/departments/${staff.here}/members/${id}`]],
    [
      'he only reads',
      note,
      403,
      ({ id }) => [`PUT /v1/departments/${staff.here}/members/${id}`, { role: 'reader' }],
    ],
  ];

const request = (body: unknown) => (body === undefined ? {} : { body });

describe('within a minute', () => {
  it.each(changes)('it is felt that %s', async (...row) => {
    const [, probe, status, change] = row;
    const who = await someone();
    const [line, body] = probe(who);
    const tryIt = async () => (await staff.ask(line, { key: who.key, ...request(body) })).status;
    expect(await tryIt()).toBeLessThan(300);

    const [order, said] = change(who);
    expect((await staff.ask(order, request(said))).status).toBeLessThan(300);
    staff.clock.moveTo(staff.clock.now() + 59_000);

    expect(await tryIt()).toBe(status);
  });
});

/** A ticket with a file that an agent sees who is limited to its tag. */
async function someoneWithTag() {
  const { make, here, next } = staff;
  const said = { name: 'T', email: `t${next()}@example.com`, scope: { tags: ['vip'] } };
  const { id } = await make('POST /v1/agents', said);
  await make(`PUT /v1/departments/${here}/members/${id}`, { role: 'solver' });
  const { key, id: keyId } = await make('POST /v1/api-keys', { name: 'k', agentId: id });
  const file = await make('POST /v1/attachments', { name: 'a.txt', type: 'text/plain', size: 1 });
  const { method, url, headers } = file.upload;
  await fetch(url, { method, headers, body: 'a' });
  const ticket = await make('POST /v1/tickets', {
    subject: 'Tagged',
    body: 'B',
    tags: ['vip'],
    departmentId: here,
    customer: { email: `v${next()}@example.com` },
    attachmentIds: [file.id],
  });
  return { id, key, keyId, ticket, fileId: file.id };
}

type Tagged = Awaited<ReturnType<typeof someoneWithTag>>;

/** Every way to a ticket, and whether what was answered shows it. */
const paths: readonly (readonly [string, (who: Tagged) => string, (body: Shown, who: Tagged) => boolean])[] =
  [
    ['get', ({ ticket }) => `GET /v1/tickets/${ticket.id}`, (body, { ticket }) => body.id === ticket.id],
    ['list', () => 'GET /v1/tickets?limit=100', (body, { ticket }) => names(body, ticket.id)],
    ['list by tag', () => 'GET /v1/tickets?tag=vip&limit=100', (body, { ticket }) => names(body, ticket.id)],
    [
      'tickets of its customer',
      ({ ticket }) => `GET /v1/customers/${ticket.customer.id}/tickets`,
      (body, { ticket }) => names(body, ticket.id),
    ],
    ['messages', ({ ticket }) => `GET /v1/tickets/${ticket.id}/messages`, (body) => body.items?.length === 1],
    ['timeline', ({ ticket }) => `GET /v1/tickets/${ticket.id}/timeline`, (body) => body.items !== undefined],
    ['viewers', ({ ticket }) => `GET /v1/tickets/${ticket.id}/viewers`, (body) => body.items !== undefined],
    ['access', ({ ticket }) => `GET /v1/tickets/${ticket.id}/access`, (body) => body.items !== undefined],
    ['sla', ({ ticket }) => `GET /v1/tickets/${ticket.id}/sla`, () => true],
    ['ratings', ({ ticket }) => `GET /v1/tickets/${ticket.id}/ratings`, () => true],
    ['attachment', ({ fileId }) => `GET /v1/attachments/${fileId}`, () => true],
    ['counts', () => `GET /v1/departments/${staff.here}/counts`, (body) => Number(body.new) > 0],
    ['to solve', () => 'GET /v1/to-solve', (body) => Number(body.count) > 0],
  ];

interface Shown {
  readonly id?: string;
  readonly items?: readonly { readonly id: string }[];
  readonly new?: number;
  readonly count?: number;
}
const names = ({ items = [] }: Shown, id: string) => items.some((one) => one.id === id);

async function shownTo(who: Tagged): Promise<string[]> {
  const shown: string[] = [];
  for (const [name, line, isShown] of paths) {
    const { status, body } = await staff.ask(line(who), { key: who.key });
    if (status < 400 && isShown(body, who)) shown.push(name);
  }
  return shown;
}

describe('within a minute, on every path', () => {
  it.each<[string, (who: Tagged) => readonly [string, unknown?]]>([
    [
      'the ticket is gone from who lost its tag',
      ({ id }) => [`PATCH /v1/agents/${id}`, { scope: { tags: ['x'] } }],
    ],
    ['it is gone from who is no member', ({ id }) => [`DELETE /v1/departments/${staff.here}/members/${id}`]],
    ['it is gone from whose key is revoked', ({ keyId }) => [`DELETE /v1/api-keys/${keyId}`]],
    ['it is gone from who is deleted', ({ id }) => [`DELETE /v1/agents/${id}`]],
  ])('%s', async (_, change) => {
    const who = await someoneWithTag();
    expect(await shownTo(who)).toEqual(paths.map(([name]) => name));

    const [line, body] = change(who);
    expect((await staff.ask(line, request(body))).status).toBeLessThan(300);
    staff.clock.moveTo(staff.clock.now() + 59_000);

    expect(await shownTo(who)).toEqual([]);
  });
});
