import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTicket } from './table/row.ts';
import { hireStaff, type Staff } from './table/staff.ts';

let staff: Staff;
let ticketId: string;
beforeAll(async () => {
  staff = await hireStaff();
  ticketId = await aTicket(staff);
});
afterAll(() => staff.close());

type Item = { agentId: string; allowed: boolean; reason: string };
const explain = async (query = ''): Promise<Item[]> =>
  (await staff.ask(`GET /v1/tickets/${ticketId}/access${query}`)).body.items;

describe('who can see a ticket', () => {
  it('is everybody whom its department, role or scope lets in, and nobody else', async () => {
    const items = await explain();

    const reasonOf = new Map(items.map(({ agentId, reason }) => [agentId, reason]));
    const { idOf } = staff;
    expect(items.every(({ allowed }) => allowed)).toBe(true);
    expect(reasonOf.get(idOf.admin)).toBe('role-sees-all');
    for (const who of ['agent', 'custom', 'reader', 'supervisor', 'manager'] as const) {
      expect(reasonOf.get(idOf[who])).toBe('member-of-department');
    }
    expect(reasonOf.has(idOf.elsewhere)).toBe(false);
    for (const who of ['owner', 'admin', 'agent', 'custom', 'reader', 'elsewhere'] as const) {
      const told = await staff.ask(`GET /v1/tickets/${ticketId}`, { key: staff.keyOf[who] });
      expect(told.status).toBe(reasonOf.has(idOf[who]) ? 200 : 404);
    }
  });

  it('is told of one agent, also why he cannot', async () => {
    const { idOf } = staff;

    expect(await explain(`?agentId=${idOf.elsewhere}`)).toEqual([
      { agentId: idOf.elsewhere, allowed: false, reason: 'not-a-member' },
    ]);
    expect((await staff.ask(`GET /v1/tickets/${ticketId}/access?agentId=agt_none`)).status).toBe(404);
  });

  it('is no agent who is deleted, or whose role may not read', async () => {
    const { make, customRoleId, next } = staff;
    const role = await make('POST /v1/roles', { name: 'Blind', revoked: ['tickets.read'] });
    const blind = { name: 'B', email: `b${next()}@example.com`, roleId: role.id, scope: { level: 'all' } };
    const { id } = await make('POST /v1/agents', blind);
    const gone = { name: 'G', email: `g${next()}@example.com`, roleId: customRoleId };
    const { id: goneId } = await make('POST /v1/agents', gone);
    await staff.ask(`DELETE /v1/agents/${goneId}`);

    expect((await explain()).map(({ agentId }) => agentId)).not.toEqual(expect.arrayContaining([id]));
    expect(await explain(`?agentId=${id}`)).toMatchObject([{ allowed: false, reason: 'permission-missing' }]);
    expect(await explain(`?agentId=${goneId}`)).toMatchObject([{ allowed: false, reason: 'deleted' }]);
  });
});

describe('a reader', () => {
  it('is given no ticket of his department by anybody', async () => {
    const give = (agentId: string) => staff.ask(`POST /v1/tickets/${ticketId}/assign`, { body: { agentId } });
    const { reader, agent } = staff.idOf;
    const transfer = { departmentId: staff.here, agentId: reader };

    expect(await give(reader)).toMatchObject({ status: 422, body: { code: 'agent-only-reads' } });
    expect((await staff.ask(`POST /v1/tickets/${ticketId}/transfer`, { body: transfer })).status).toBe(422);
    expect((await give(agent)).status).toBe(200);
  });
});

describe('the overview of who may what', () => {
  it('tells of each agent what differs from the default of his role', async () => {
    const { body } = await staff.ask('GET /v1/agents/overview?limit=100');

    const byId = new Map(body.items.map((item: { agentId: string }) => [item.agentId, item]));
    const { idOf, here, customRoleId } = staff;
    expect(byId.get(idOf.agent)).toMatchObject({ role: 'agent', granted: [], revoked: [], differs: [] });
    expect(byId.get(idOf.custom)).toMatchObject({
      roleId: customRoleId,
      roleName: 'Custom',
      revoked: ['tickets.escalate', 'customers.write'],
      differs: ['permissions'],
    });
    expect(byId.get(idOf.reader)).toMatchObject({
      departments: [{ id: here, name: 'Here', role: 'reader' }],
      differs: ['departmentRoles'],
    });
  });

  it('is a table that no spreadsheet runs', async () => {
    await staff.make('POST /v1/agents', {
      name: '=HYPERLINK("x"), "A"',
      email: 'formula@example.com',
      scope: { level: 'all', tags: ['@vip', 'law'] },
    });
    const told = await staff.ask('GET /v1/agents/overview?format=csv');

    const { items } = (await staff.ask('GET /v1/audit?action=agents.exported')).body;
    expect(items).toMatchObject([{ resourceId: 'agents' }]);
    const [head, ...lines] = String(told.body).split('\r\n');
    const line = lines.find((each) => each.includes('formula@'));
    expect(told.headers['content-type']).toMatch(/^text\/csv/);
    expect(head).toBe(
      'agentId,name,email,role,roleName,scope,tags,departments,granted,revoked,onlyToSolve,differs',
    );
    expect(line).toContain(`,"'=HYPERLINK(""x""), ""A""",formula@example.com,agent,,all,'@vip; law,`);
  });
});
