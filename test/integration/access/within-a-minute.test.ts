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
