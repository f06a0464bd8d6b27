import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hireStaff, type Staff } from './table/staff.ts';

let staff: Staff;
/** May manage rules and departments, and works in the department Here. */
let ruler: { readonly id: string; readonly key: string };
let ruleId: string;

const aRule = { name: 'R', trigger: { kind: 'sinceCustomerMessage', minutes: 5 } };
const toHim = { type: 'transfer', departmentId: '{here}', agentId: '{ruler}' };
const toHere = { ...toHim, agentId: null };
const isIn = (departmentId: string) => [
  { conditions: [{ field: 'departmentId', operator: 'is', value: departmentId }] },
];

/** `{here}` stands for the id of what is called so. */
const filled = <Said>(said: Said): Said => {
  const { here, there, idOf } = staff;
  const ids: Record<string, string> = { here, there, ...idOf, ruler: ruler.id, rule: ruleId };
  return JSON.parse(JSON.stringify(said).replaceAll(/\{(\w+)\}/g, (_, name) => ids[name as string] ?? ''));
};
const ask = (line: string, body?: object) =>
  staff.ask(filled(line), { key: ruler.key, ...(body === undefined ? {} : { body: filled(body) }) });

beforeAll(async () => {
  staff = await hireStaff();
  const { make, here, there, idOf } = staff;
  const granted = ['rules.manage', 'departments.manage'];
  const role = await make('POST /v1/roles', { name: 'Rules', granted });
  const { id } = await make('POST /v1/agents', { name: 'R', email: 'r@example.com', roleId: role.id });
  await make(`PUT /v1/departments/${here}/members/${id}`, { role: 'solver' });
  ruler = { id, key: (await make('POST /v1/api-keys', { name: 'k', agentId: id })).key };
  const actions = [{ type: 'transfer', departmentId: there, agentId: idOf.admin }];
  ruleId = (await make('POST /v1/time-rules', { ...aRule, actions, active: false })).id;
});
afterAll(() => staff.close());

describe('nobody can raise himself by what is done without him', () => {
  it.each<[line: string, body: object, permission: string]>([
    ['POST /v1/time-rules', { ...aRule, actions: [toHim] }, 'tickets.transfer'],
    ['POST /v1/time-rules', { ...aRule, actions: [toHere] }, 'tickets.transfer'],
    ['POST /v1/time-rules', { ...aRule, groups: isIn('{there}'), actions: [toHim] }, 'tickets.transfer'],
    [
      'POST /v1/time-rules',
      { ...aRule, actions: [{ type: 'addTags', tags: ['vip'] }] },
      'tickets.changeStatus',
    ],
    ['PATCH /v1/time-rules/{rule}', { actions: [toHim] }, 'tickets.transfer'],
    ['PATCH /v1/time-rules/{rule}', { groups: isIn('{there}') }, 'tickets.transfer'],
    ['PATCH /v1/time-rules/{rule}', { active: true }, 'tickets.transfer'],
    ['PATCH /v1/departments/{there}', { escalation: { agentId: '{ruler}' } }, 'tickets.transfer'],
    ['PATCH /v1/departments/{there}', { escalation: { departmentId: '{here}' } }, 'tickets.transfer'],
    ['POST /v1/departments', { name: 'D', escalation: { agentId: '{ruler}' } }, 'tickets.transfer'],
  ])('%s %j', async (line, body, permission) => {
    const told = await ask(line, body);

    expect(told, JSON.stringify(told.body)).toMatchObject({ status: 403, body: { permission } });
  });

  it('but orders what he may do himself', async () => {
    const actions = [
      { type: 'transfer', departmentId: '{there}', agentId: '{ruler}' },
      { type: 'addTags', tags: ['late'] },
    ];
    const raise = { type: 'setPriority', priority: 'high' };

    const handingOn = await ask('POST /v1/time-rules', { ...aRule, groups: isIn('{here}'), actions });
    const raising = await ask('POST /v1/time-rules', { ...aRule, actions: [raise] });
    const renaming = await ask('PATCH /v1/time-rules/{rule}', { name: 'Renamed', order: 9 });
    const escalation = { departmentId: '{there}', agentId: '{ruler}' };
    const escalating = await ask('PATCH /v1/departments/{here}', { escalation });

    const statuses = [handingOn, raising, renaming, escalating].map(({ status }) => status);
    expect(statuses).toEqual([201, 201, 200, 200]);
  });
});

describe('who only reads in a department', () => {
  it('is handed nothing there by a rule or an escalation', async () => {
    const { here, idOf } = staff;
    const actions = [{ type: 'transfer', departmentId: here, agentId: idOf.reader }];
    const escalation = { departmentId: null, agentId: idOf.reader };

    const byRule = await staff.ask('POST /v1/time-rules', { body: { ...aRule, actions } });
    const byEscalation = await staff.ask(`PATCH /v1/departments/${here}`, { body: { escalation } });

    for (const told of [byRule, byEscalation]) {
      expect(told).toMatchObject({ status: 422, body: { code: 'agent-only-reads' } });
    }
  });
});
