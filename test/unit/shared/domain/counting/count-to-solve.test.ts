import { describe, expect, it } from 'vitest';
import type { Principal } from '#shared/domain/access/principal.ts';
import { countDepartment } from '#shared/domain/counting/count-department.ts';
import { countToSolve } from '#shared/domain/counting/count-to-solve.ts';
import { toCounted } from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aDepartment, anAccount, aPrincipal, aTicket } from '#test/support/builders.ts';
import { MemoryCounters } from '#test/support/memory-counters.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';

const account = anAccount({
  departments: [
    aDepartment('dep_default'),
    aDepartment('dep_sales'),
    aDepartment('dep_off', { toSolve: false }),
  ],
});

type Some = Partial<Ticket> & { readonly times?: number };

/** @param tickets in the default department, new and of nobody, unless they say more. */
async function aCountingDesk(tickets: readonly Some[]) {
  const desk = { ...aMemoryDesk({ account }), counters: new MemoryCounters() };
  const all = tickets.flatMap(({ times = 1, ...ticket }) => Array.from({ length: times }, () => ticket));
  for (const [position, changes] of all.entries()) {
    const ticket = aTicket({ id: `tkt_${String(position).padStart(6, '0')}`, ...changes });
    desk.tickets.ticketById.set(ticket.id, ticket);
    await desk.counters.count([toCounted(ticket)]);
  }
  return desk;
}

const inSales = { departmentId: 'dep_sales' } as const;
const mine = { assigneeId: 'agt_ada' } as const;

const mixed: Some[] = [
  { times: 3 },
  { status: 'open' },
  { status: 'resolved' },
  { ...inSales, times: 2 },
  { departmentId: 'dep_off' },
  mine,
  { ...mine, ...inSales, status: 'open' },
  { ...mine, departmentId: 'dep_off' },
  { ...mine, status: 'answered' },
  { assigneeId: 'agt_bob' },
  { tags: ['vip'] },
  { ...mine, tags: ['vip'] },
];

const tagged: Principal['scope'] = { level: 'department', tags: ['vip'] };
const assigned: Principal['scope'] = { level: 'assigned', tags: [] };

describe('the count of To solve', () => {
  it.each<[string, Partial<Principal>, Record<string, number>]>([
    ['what nobody has where he serves, and his own', {}, { dep_default: 7, dep_sales: 1 }],
    [
      'both departments that he serves',
      { servedDepartmentIds: new Set(['dep_default', 'dep_sales', 'dep_off']) },
      { dep_default: 7, dep_sales: 3 },
    ],
    [
      'his own alone where he serves nothing',
      { servedDepartmentIds: new Set() },
      { dep_default: 2, dep_sales: 1 },
    ],
    ['what has one of his tags', { scope: tagged }, { dep_default: 2 }],
    ['his own when only that is in scope', { scope: assigned }, { dep_default: 2, dep_sales: 1 }],
    [
      'nothing of where he only reads',
      { departmentRoles: new Map([['dep_default', 'reader']]), servedDepartmentIds: new Set() },
      { dep_sales: 1 },
    ],
    [
      'nothing of where he only reads, when tags limit him too',
      { scope: tagged, departmentRoles: new Map([['dep_default', 'reader']]) },
      {},
    ],
    ['for an owner what he serves', { role: 'owner' }, { dep_default: 7, dep_sales: 1 }],
  ])('is %s', async (_, changes, byDepartment) => {
    const desk = await aCountingDesk(mixed);

    const found = await countToSolve(desk, aPrincipal(changes));

    const count = Object.values(byDepartment).reduce((sum, one) => sum + one, 0);
    expect(found).toEqual({ count, byDepartment, atLeast: false });
  });

  it('ends at a thousand for whom tags limit, and says so', async () => {
    const desk = await aCountingDesk([{ tags: ['vip'], times: 1_001 }]);

    expect(await countToSolve(desk, aPrincipal({ scope: tagged }))).toEqual({
      count: 1_000,
      byDepartment: { dep_default: 1_000 },
      atLeast: true,
    });
    expect(await countToSolve(desk, aPrincipal())).toMatchObject({ count: 1_001, atLeast: false });
  });
});

describe('the counts of a department', () => {
  const counts = (changes: object) => ({
    new: 0,
    open: 0,
    answered: 0,
    postponed: 0,
    resolved: 0,
    atLeast: false,
    ...changes,
  });

  it.each<[string, Partial<Principal>, object]>([
    ['all of it for a member', {}, { new: 7, open: 1, answered: 1, resolved: 1 }],
    [
      'all of it for an admin',
      { role: 'admin', departmentRoles: new Map() },
      { new: 7, open: 1, answered: 1, resolved: 1 },
    ],
    ['what has one of his tags', { scope: tagged }, { new: 2 }],
    ['his own for who is no member', { departmentRoles: new Map() }, { new: 2, answered: 1 }],
    ['his own when only that is in scope', { scope: assigned }, { new: 2, answered: 1 }],
  ])('are %s', async (_, changes, expected) => {
    const desk = await aCountingDesk(mixed);

    expect(await countDepartment(desk, aPrincipal(changes), 'dep_default')).toMatchObject(counts(expected));
  });

  it('end at a thousand of each status for whom tags limit, and say so', async () => {
    const desk = await aCountingDesk([
      { tags: ['vip'], times: 1_200 },
      { tags: ['vip'], status: 'open' },
    ]);

    expect(await countDepartment(desk, aPrincipal({ scope: tagged }), 'dep_default')).toMatchObject({
      new: 1_000,
      open: 1,
      atLeast: true,
    });
  });

  it('are refused for a department that is not there', async () => {
    const desk = await aCountingDesk([]);

    await expect(countDepartment(desk, aPrincipal(), 'dep_gone')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
