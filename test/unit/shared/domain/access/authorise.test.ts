import { describe, expect, it } from 'vitest';
import { authorise, decideAccess, type TicketFacts } from '#shared/domain/access/authorise.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { DepartmentRole, Principal, Scope } from '#shared/domain/access/principal.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { aDepartment, anAccount, aPrincipal } from '#test/support/builders.ts';

const three = anAccount({
  departments: [aDepartment(), aDepartment('dep_sales'), aDepartment('dep_law')],
});
const alone = anAccount();

const tickets = {
  'in my department': { departmentId: 'dep_default', assigneeId: null, tags: ['vip'] },
  'in another': { departmentId: 'dep_sales', assigneeId: 'agt_bob', tags: ['vip'] },
  'in another, mine': { departmentId: 'dep_sales', assigneeId: 'agt_ada', tags: [] },
} as const satisfies Record<string, TicketFacts>;

const scoped = (level: Scope['level'], tags: readonly string[] = []) =>
  aPrincipal({ scope: { level, tags } });
const reader = aPrincipal({ departmentRoles: new Map([['dep_default', 'reader']]) });
const stranger = aPrincipal({ departmentRoles: new Map() });

interface Row {
  readonly who: string;
  readonly principal: Principal;
  readonly ticket: keyof typeof tickets;
  readonly reason: string;
}

const row = (who: string, principal: Principal, told: Record<keyof typeof tickets, string>): Row[] =>
  Object.entries(told).map(([ticket, reason]) => ({
    who,
    principal,
    ticket: ticket as keyof typeof tickets,
    reason,
  }));

const all = (reason: string) => ({
  'in my department': reason,
  'in another': reason,
  'in another, mine': reason,
});

const rows: Row[] = [
  ...row('an owner without departments', { ...stranger, role: 'owner' }, all('role-sees-all')),
  ...row('an admin limited to tags', { ...scoped('assigned', ['x']), role: 'admin' }, all('role-sees-all')),
  ...row('an agent with scope all', scoped('all'), all('scope-all')),
  ...row('an agent with scope department', scoped('department'), {
    'in my department': 'member-of-department',
    'in another': 'not-a-member',
    'in another, mine': 'assigned',
  }),
  ...row('a reader', reader, {
    'in my department': 'member-of-department',
    'in another': 'not-a-member',
    'in another, mine': 'assigned',
  }),
  ...row('an agent without departments', stranger, {
    'in my department': 'not-a-member',
    'in another': 'not-a-member',
    'in another, mine': 'assigned',
  }),
  ...row('an agent with scope assigned', scoped('assigned'), {
    'in my department': 'not-assigned',
    'in another': 'not-assigned',
    'in another, mine': 'assigned',
  }),
  ...row('an agent with scope all, limited to tags', scoped('all', ['vip', 'x']), {
    'in my department': 'scope-all',
    'in another': 'scope-all',
    'in another, mine': 'tag-not-in-scope',
  }),
  ...row('an agent with scope department, limited to tags', scoped('department', ['vip']), {
    'in my department': 'member-of-department',
    'in another': 'not-a-member',
    'in another, mine': 'tag-not-in-scope',
  }),
];

const allowing = ['role-sees-all', 'scope-all', 'only-department', 'assigned', 'member-of-department'];

const onTicket = (ticket: TicketFacts | undefined, account = three) =>
  ({ kind: 'ticket', ticket, account }) as const;
const among =
  (account: Account) => (principal: Principal, action: Permission, ticket: TicketFacts | undefined) =>
    decideAccess(principal, action, onTicket(ticket, account));
const told = among(three);

describe('decideAccess to tickets', () => {
  it.each(rows)('tells $who of a ticket $ticket: $reason', ({ principal, ticket, reason }) => {
    const decision = told(principal, 'tickets.read', tickets[ticket]);

    const allowed = allowing.includes(reason);
    expect(decision).toEqual({ allowed, reason, ...(allowed ? {} : { permission: null }) });
  });

  it('shows everybody everything while the default department is alone', () => {
    const facts = tickets['in my department'];

    expect(among(alone)(stranger, 'tickets.read', facts)).toEqual({
      allowed: true,
      reason: 'only-department',
    });
    expect(among(alone)(scoped('assigned'), 'tickets.read', facts).allowed).toBe(false);
    expect(among(alone)(scoped('department', ['x']), 'tickets.read', facts).allowed).toBe(false);
  });

  it.each([
    'tickets.reply',
    'tickets.note',
    'tickets.assign',
    'tickets.transfer',
    'tickets.changeStatus',
  ] as const)('lets a reader of the department read and not %s, whoever has the ticket', (permission) => {
    const his = { ...tickets['in my department'], assigneeId: 'agt_ada' } as const;
    const refused = { allowed: false, reason: 'reader-of-department', permission };
    const seesAll = { ...reader, scope: { level: 'all', tags: [] } } as const;

    expect(told(reader, permission, tickets['in my department'])).toEqual(refused);
    expect(told(reader, permission, his)).toEqual(refused);
    expect(told(seesAll, permission, his)).toEqual(refused);
    expect(told({ ...reader, role: 'admin' }, permission, his).allowed).toBe(true);
    expect(told(reader, permission, tickets['in another, mine']).allowed).toBe(true);
  });

  it('lets a reader read notes', () => {
    expect(told(reader, 'tickets.readNotes', tickets['in my department']).allowed).toBe(true);
  });
});

describe('decideAccess to departments and agents', () => {
  const inSales = (role: DepartmentRole) => aPrincipal({ departmentRoles: new Map([['dep_sales', role]]) });
  const sales = { kind: 'department', departmentId: 'dep_sales' } as const;
  const law = { kind: 'department', departmentId: 'dep_law' } as const;
  const bob = { kind: 'agent', agentId: 'agt_bob', departmentIds: ['dep_sales'] } as const;

  it.each([
    ['reader', [false, false]],
    ['solver', [false, false]],
    ['supervisor', [false, true]],
    ['manager', [true, true]],
  ] as const)('lets a %s manage members and presence: %j', (role, expected) => {
    const principal = inSales(role);

    const allowed = [
      decideAccess(principal, 'departments.manage', sales).allowed,
      decideAccess(principal, 'presence.manage', bob).allowed,
    ];

    expect(allowed).toEqual(expected);
    expect(decideAccess(principal, 'departments.manage', law).allowed).toBe(false);
    expect(decideAccess(principal, 'presence.manage', { ...bob, departmentIds: ['dep_law'] }).allowed).toBe(
      false,
    );
  });

  it('lets everybody set his own presence', () => {
    const himself = { kind: 'agent', agentId: 'agt_ada', departmentIds: [] } as const;

    expect(decideAccess(stranger, 'presence.manage', himself)).toEqual({ allowed: true, reason: 'himself' });
  });

  it('lets nobody open tickets where he only reads', () => {
    expect(decideAccess(inSales('reader'), 'tickets.reply', sales).allowed).toBe(false);
    expect(decideAccess(inSales('reader'), 'tickets.reply', law).allowed).toBe(true);
  });
});

describe('authorise', () => {
  const refusalOf = (principal: Principal, ticket: TicketFacts | undefined) => {
    try {
      authorise(principal, 'tickets.transfer', onTicket(ticket));
      return null;
    } catch (error) {
      return error instanceof Refusal ? [error.code, error.details.permission] : error;
    }
  };
  const mute = aPrincipal({ permissions: new Set(['tickets.read']) });

  it('does not tell that a ticket out of scope exists, whatever the permissions', () => {
    expect(refusalOf(scoped('department'), tickets['in another'])).toEqual(['not-found', undefined]);
    expect(refusalOf(mute, tickets['in another'])).toEqual(['not-found', undefined]);
    expect(refusalOf(mute, undefined)).toEqual(['not-found', undefined]);
  });

  it('names the permission that is missing on a visible ticket', () => {
    expect(refusalOf(mute, tickets['in my department'])).toEqual(['forbidden', 'tickets.transfer']);
    expect(refusalOf(reader, tickets['in my department'])).toEqual(['forbidden', 'tickets.transfer']);
  });

  it('lets nobody act on what he may not read', () => {
    const blind = aPrincipal({ permissions: new Set(['tickets.transfer']) });

    expect(refusalOf(blind, tickets['in my department'])).toEqual(['forbidden', 'tickets.read']);
    expect(refusalOf(blind, tickets['in another'])).toEqual(['not-found', undefined]);
  });

  it('lets through who may', () => {
    expect(refusalOf(scoped('department'), tickets['in my department'])).toBeNull();
  });
});
