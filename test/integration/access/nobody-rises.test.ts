import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, hireStaff, type Staff } from './table/staff.ts';

type Who = Caller | 'hr' | 'narrowed' | 'narrowOwner';

let staff: Staff;
const key: Record<string, string> = {};
const id: Record<string, string> = {};
beforeAll(async () => {
  staff = await hireStaff();
  const { make, here, there } = staff;
  const hrRole = await make('POST /v1/roles', {
    name: 'Staff office',
    granted: ['agents.manage', 'roles.manage', 'apiKeys.manage', 'departments.manage'],
    revoked: ['tickets.merge'],
  });
  id['hrRole'] = hrRole.id;
  id['richRole'] = (await make('POST /v1/roles', { name: 'Rich', granted: ['billing.manage'] })).id;
  const plain = await make('POST /v1/agents', { name: 'P', email: 'plain@example.com', roleId: hrRole.id });
  id['plain'] = plain.id;
  const hr = await make('POST /v1/agents', {
    name: 'H',
    email: 'hr@example.com',
    roleId: hrRole.id,
    scope: { level: 'department', tags: ['vip'] },
    onlyToSolve: true,
  });
  id['hr'] = hr.id;
  await make(`PUT /v1/departments/${here}/members/${hr.id}`, { role: 'solver' });
  const keyOf = async (agentId: string, permissions: string[] | null = null) =>
    (await make('POST /v1/api-keys', { name: 'k', agentId, permissions })).key;
  key['hr'] = await keyOf(hr.id);
  key['narrowed'] = await keyOf(hr.id, ['apiKeys.manage', 'tickets.read']);
  key['narrowOwner'] = await keyOf(staff.idOf.owner, ['agents.manage', 'apiKeys.manage']);
  const wide = { name: 'W', email: 'wide@example.com', roleId: hrRole.id, scope: { level: 'all' } };
  id['wide'] = (await make('POST /v1/agents', wide)).id;
  const tagged = { level: 'department', tags: ['vip'] };
  const chief = { name: 'C', email: 'chief@example.com', roleId: hrRole.id, scope: tagged };
  id['chief'] = (await make('POST /v1/agents', chief)).id;
  await make(`PUT /v1/departments/${there}/members/${id['chief']}`, { role: 'manager' });
  const inThere = { name: 'T', email: 'in-there@example.com', roleId: hrRole.id, scope: tagged };
  id['inThere'] = (await make('POST /v1/agents', inThere)).id;
  await make(`PUT /v1/departments/${there}/members/${id['inThere']}`, { role: 'solver' });
  id['gone'] = (await make('POST /v1/agents', { name: 'G', email: 'gone@example.com', role: 'admin' })).id;
  await staff.ask(`DELETE /v1/agents/${id['gone']}`);
});
afterAll(() => staff.close());

const keyOf = (who: Who) => key[who] ?? staff.keyOf[who as Caller];

/** `{hr}` stands for the id of what was made under that name. */
function filled(text: string): string {
  const { here, there, idOf } = staff;
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => ({ here, there, ...idOf, ...id })[name as string] ?? '');
}

const agent = { name: 'X', email: 'x@example.com' };
const aKey = { name: 'k', permissions: ['tickets.read'] };

/** Who tries, by which request, and the permission that he is told to lack. */
const attempts: readonly (readonly [who: Who, line: string, body: unknown, permission: string])[] = [
  ['agent', 'PATCH /v1/agents/{agent}', { role: 'admin' }, 'agents.manage'],
  ['agent', 'PATCH /v1/agents/{agent}', { roleId: '{hrRole}' }, 'agents.manage'],
  ['agent', 'PATCH /v1/agents/{agent}', { scope: { level: 'all' } }, 'agents.manage'],
  ['agent', 'PATCH /v1/agents/{agent}', { email: 'other@example.com' }, 'agents.manage'],
  ['agent', 'PATCH /v1/agents/{agent}', { onlyToSolve: true }, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{hr}', { role: 'admin', roleId: null }, 'tickets.delete'],
  ['hr', 'PATCH /v1/agents/{hr}', { roleId: null }, 'tickets.merge'],
  ['hr', 'PATCH /v1/agents/{hr}', { roleId: '{richRole}' }, 'tickets.merge'],
  ['hr', 'PATCH /v1/agents/{hr}', { scope: { level: 'all' } }, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{hr}', { scope: { tags: [] } }, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{hr}', { scope: { tags: ['vip', 'law'] } }, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{hr}', { onlyToSolve: false }, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{admin}', { email: 'mine@example.com' }, 'tickets.delete'],
  ['hr', 'PATCH /v1/agents/{wide}', { email: 'mine@example.com' }, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{chief}', { email: 'mine@example.com' }, 'presence.manage'],
  ['hr', 'PATCH /v1/agents/{inThere}', { email: 'mine@example.com' }, 'departments.manage'],
  ['hr', 'PATCH /v1/agents/{inThere}', { personalDevice: { phone: '+390612345' } }, 'departments.manage'],
  ['hr', 'DELETE /v1/agents/{inThere}/subject', undefined, 'departments.manage'],
  ['hr', 'DELETE /v1/agents/{admin}/subject', undefined, 'tickets.delete'],
  ['hr', 'DELETE /v1/agents/{wide}/subject', undefined, 'agents.manage'],
  ['hr', 'PATCH /v1/agents/{admin}', { personalDevice: { phone: '+390612345' } }, 'tickets.delete'],
  ['hr', 'PATCH /v1/agents/{plain}', { scope: { level: 'all' } }, 'agents.manage'],
  ['hr', 'PATCH /v1/roles/{hrRole}', { granted: ['agents.manage', 'settings.manage'] }, 'settings.manage'],
  ['hr', 'PATCH /v1/roles/{hrRole}', { revoked: [] }, 'tickets.merge'],
  [
    'hr',
    'POST /v1/roles',
    { name: 'r', granted: ['billing.manage'], revoked: ['tickets.merge'] },
    'billing.manage',
  ],
  ['hr', 'POST /v1/agents', { ...agent, role: 'admin' }, 'tickets.delete'],
  ['hr', 'POST /v1/agents', { ...agent, role: 'owner' }, 'agents.manage'],
  ['hr', 'POST /v1/agents', { ...agent, roleId: '{richRole}' }, 'tickets.merge'],
  ['hr', 'POST /v1/agents', { ...agent, roleId: '{hrRole}', scope: { level: 'all' } }, 'agents.manage'],
  ['hr', 'POST /v1/agents', { ...agent, roleId: '{hrRole}' }, 'agents.manage'],
  ['hr', 'POST /v1/api-keys', { ...aKey, agentId: '{admin}' }, 'agents.manage'],
  ['hr', 'POST /v1/api-keys', { ...aKey, agentId: '{owner}' }, 'agents.manage'],
  ['hr', 'POST /v1/api-keys', { ...aKey, agentId: '{wide}' }, 'agents.manage'],
  ['hr', 'POST /v1/api-keys', { ...aKey, agentId: '{chief}' }, 'departments.manage'],
  ['hr', 'POST /v1/api-keys', { name: 'k', agentId: '{chief}' }, 'presence.manage'],
  ['narrowed', 'POST /v1/api-keys', { name: 'k', agentId: '{hr}' }, 'tickets.reply'],
  ['hr', 'PUT /v1/departments/{there}/members/{hr}', { role: 'reader' }, 'departments.manage'],
  ['hr', 'PUT /v1/departments/{here}/members/{hr}', { role: 'supervisor' }, 'presence.manage'],
  ['hr', 'PUT /v1/departments/{here}/members/{hr}', { role: 'manager' }, 'presence.manage'],
  ['hr', 'PUT /v1/departments/{there}/members/{agent}', { role: 'supervisor' }, 'presence.manage'],
  ['hr', 'POST /v1/agents/{gone}/restore', undefined, 'tickets.delete'],
  ['reader', 'PUT /v1/departments/{here}/members/{reader}', { role: 'solver' }, 'departments.manage'],
  [
    'supervisor',
    'PUT /v1/departments/{here}/members/{supervisor}',
    { role: 'manager' },
    'departments.manage',
  ],
  ['manager', 'PUT /v1/departments/{there}/members/{manager}', { role: 'solver' }, 'departments.manage'],
  ['manager', 'PATCH /v1/departments/{there}', { name: 'Mine' }, 'departments.manage'],
  ['manager', 'POST /v1/departments', { name: 'Mine' }, 'departments.manage'],
  ['admin', 'PATCH /v1/agents/{admin}', { role: 'owner' }, 'agents.manage'],
  ['admin', 'PATCH /v1/agents/{owner}', { name: 'Mine' }, 'agents.manage'],
  ['admin', 'DELETE /v1/agents/{owner}', undefined, 'agents.manage'],
  ['admin', 'POST /v1/agents', { ...agent, role: 'owner' }, 'agents.manage'],
  ['admin', 'POST /v1/api-keys', { ...aKey, agentId: '{owner}' }, 'agents.manage'],
  ['admin', 'POST /v1/roles', { name: 'r', granted: ['billing.manage'] }, 'billing.manage'],
  ['admin', 'PATCH /v1/agents/{admin}', { role: 'agent', roleId: '{richRole}' }, 'billing.manage'],
  ['admin', 'POST /v1/agents', { ...agent, roleId: '{richRole}' }, 'billing.manage'],
  ['narrowOwner', 'POST /v1/agents', { ...agent, role: 'admin' }, 'tickets.read'],
  ['narrowOwner', 'POST /v1/api-keys', { name: 'k', agentId: '{owner}' }, 'tickets.read'],
];

describe('nobody can raise himself', () => {
  it.each(attempts)('%s: %s %j', async (...attempt) => {
    const [who, line, body, permission] = attempt;
    const me = async () => (await staff.ask('GET /v1/me', { key: keyOf(who) })).body;
    const before = await me();

    const told = await staff.ask(filled(line), {
      key: keyOf(who),
      ...(body === undefined ? {} : { body: JSON.parse(filled(JSON.stringify(body))) }),
    });

    expect(told, JSON.stringify(told.body)).toMatchObject({ status: 403, body: { permission } });
    staff.clock.moveTo(staff.clock.now() + 60_000);
    expect(await me()).toEqual(before);
  });

  it('by a key that may more than its agent', async () => {
    const body = { name: 'k', agentId: staff.idOf.agent, permissions: ['agents.manage'] };

    const told = await staff.ask('POST /v1/api-keys', { body });

    expect(told).toMatchObject({ status: 400, body: { errors: [{ path: 'permissions.0' }] } });
  });

  it('but may become less', async () => {
    const { id: agentId } = await staff.make('POST /v1/agents', {
      name: 'L',
      email: 'less@example.com',
      role: 'admin',
    });
    const { key: his } = await staff.make('POST /v1/api-keys', { name: 'k', agentId });

    const told = await staff.ask(`PATCH /v1/agents/${agentId}`, { key: his, body: { role: 'agent' } });

    expect(told).toMatchObject({ status: 200, body: { role: 'agent' } });
  });
});
