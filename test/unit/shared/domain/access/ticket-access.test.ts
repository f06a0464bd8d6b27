import { describe, expect, it } from 'vitest';
import type { Principal, Scope } from '#shared/domain/access/principal.ts';
import { authorise, decideTicketAccess, type TicketFacts } from '#shared/domain/access/ticket-access.ts';
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

describe('decideTicketAccess', () => {
  it.each(rows)('tells $who of a ticket $ticket: $reason', ({ principal, ticket, reason }) => {
    const decision = decideTicketAccess(principal, tickets[ticket], three);

    expect(decision).toEqual({ allowed: allowing.includes(reason), reason });
  });

  it('shows everybody everything while the default department is alone', () => {
    const facts = tickets['in my department'];

    expect(decideTicketAccess(stranger, facts, alone)).toEqual({ allowed: true, reason: 'only-department' });
    expect(decideTicketAccess(scoped('assigned'), facts, alone).allowed).toBe(false);
    expect(decideTicketAccess(scoped('department', ['x']), facts, alone).allowed).toBe(false);
  });
});

describe('authorise', () => {
  const refusalOf = (principal: Principal, ticket: TicketFacts | undefined) => {
    try {
      authorise(principal, 'tickets.transfer', { ticket, account: three });
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
  });

  it('lets through who may', () => {
    expect(refusalOf(scoped('department'), tickets['in my department'])).toBeNull();
  });
});
