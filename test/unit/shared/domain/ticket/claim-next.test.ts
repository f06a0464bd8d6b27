import { describe, expect, it } from 'vitest';
import type { Principal } from '#shared/domain/access/principal.ts';
import { KeptAlready } from '#shared/domain/account/kept-already.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { visitTicket } from '#shared/domain/ticket/visit-ticket.ts';
import { aDepartment, anAccount, aPresence, aPrincipal, aTicket, atMinute } from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';

const account = anAccount({
  departments: [aDepartment(), aDepartment('dep_sales'), aDepartment('dep_quiet', { toSolve: false })],
});

function aDesk(tickets: readonly Ticket[], of = account): MemoryDesk {
  const presences = (['agt_ada', 'agt_bob'] as const).map((agentId) => aPresence(agentId));
  const desk = aMemoryDesk({ account: of, presences });
  for (const ticket of tickets) desk.tickets.ticketById.set(ticket.id, ticket);
  return desk;
}

/** Tickets by name: the later in the alphabet, the less important. */
const waiting = (name: string, changes: Partial<Ticket> = {}): Ticket =>
  aTicket({ id: `tkt_${name}`, importanceAt: atMinute(name.codePointAt(0)!), ...changes });

const claim = (desk: MemoryDesk, principal: Principal = aPrincipal()) =>
  claimNext(desk, { principal, keep: () => undefined });
const idOf = async (claimed: Promise<Ticket | null>) => (await claimed)?.id ?? null;

describe('claimNext', () => {
  it('gives the most important ticket first, and then the next, and then none', async () => {
    const desk = aDesk([waiting('b'), waiting('a'), waiting('c')]);

    const claimed = [await claim(desk), await claim(desk), await claim(desk), await claim(desk)];

    expect(claimed.map((ticket) => ticket?.id ?? null)).toEqual(['tkt_a', 'tkt_b', 'tkt_c', null]);
    expect(desk.tickets.ticketById.get('tkt_a')).toMatchObject({
      assigneeId: 'agt_ada',
      takenAt: atMinute(0),
    });
    expect(desk.tickets.presenceById.get('agt_ada')?.ticketLoad).toBe(3);
  });

  it.each<[string, Ticket, string | null]>([
    ['a new ticket', waiting('a'), 'tkt_a'],
    ['an open ticket', waiting('a', { status: 'open' }), 'tkt_a'],
    ['an answered ticket', waiting('a', { status: 'answered' }), null],
    ['a postponed ticket', waiting('a', { status: 'postponed' }), null],
    ['a resolved ticket', waiting('a', { status: 'resolved' }), null],
    ['his own ticket', waiting('a', { assigneeId: 'agt_ada' }), 'tkt_a'],
    ['what he took before', waiting('a', { assigneeId: 'agt_ada', takenAt: atMinute(1) }), null],
    ["another agent's ticket", waiting('a', { assigneeId: 'agt_bob' }), null],
    ['a ticket where the button is off', waiting('a', { departmentId: 'dep_quiet' }), null],
    [
      'his own ticket where the button is off',
      waiting('a', { departmentId: 'dep_quiet', assigneeId: 'agt_ada' }),
      null,
    ],
    ['a ticket of a department that he does not serve', waiting('a', { departmentId: 'dep_sales' }), null],
  ])('with %s', async (_, ticket, expected) => {
    const serving = aPrincipal({ servedDepartmentIds: new Set(['dep_default', 'dep_quiet']) });

    expect(await idOf(claim(aDesk([ticket]), serving))).toBe(expected);
  });

  it('gives everybody the tickets of the default department while it is alone', async () => {
    const nobodyServes = aPrincipal({ servedDepartmentIds: new Set(), departmentRoles: new Map() });

    expect(await idOf(claim(aDesk([waiting('a')], anAccount()), nobodyServes))).toBe('tkt_a');
  });

  it('gives only what he may see', async () => {
    const desk = aDesk([waiting('a', { tags: ['law'] }), waiting('b', { tags: ['vip'] })]);

    expect(await idOf(claim(desk, aPrincipal({ scope: { level: 'department', tags: ['vip'] } })))).toBe(
      'tkt_b',
    );
  });

  it.each([
    ['limited to a tag', { level: 'department', tags: ['vip'] }, { tags: ['vip'] }],
    ['limited to his own', { level: 'assigned', tags: [] }, { assigneeId: 'agt_ada' }],
  ] as const)(
    'finds the one ticket of an agent who is %s behind hundreds of others',
    async (_, scope, his) => {
      const others = Array.from({ length: 400 }, (_each, position) =>
        waiting('a', { id: `tkt_a${position}`, tags: ['law'] }),
      );
      const desk = aDesk([...others, waiting('b', his)]);

      expect(await idOf(claim(desk, aPrincipal({ scope })))).toBe('tkt_b');
    },
  );

  it('looks behind what the index still shows although others took it', async () => {
    const names = Array.from({ length: 130 }, (_, position) => position);
    const desk = aDesk(names.map((name) => waiting('a', { id: `tkt_a${String(name).padStart(3, '0')}` })));
    desk.index.lag();
    const bob = aPrincipal({ agentId: 'agt_bob' });
    for (const id of [...desk.tickets.ticketById.keys()].slice(0, 120)) {
      const ticket = desk.tickets.ticketById.get(id)!;
      desk.tickets.ticketById.set(id, { ...ticket, assigneeId: 'agt_bob', version: 2, takenAt: atMinute(1) });
    }

    const claimed = await claim(desk, bob);

    expect(claimed).toMatchObject({ assigneeId: 'agt_bob', version: 2, takenAt: atMinute(0) });
  });

  it('gives the next one when another agent was faster', async () => {
    const desk = aDesk([waiting('a'), waiting('b')]);
    const save = desk.tickets.save.bind(desk.tickets);
    desk.tickets.save = async (change, alongside) => {
      const isFirst = change.after.id === 'tkt_a';
      return isFirst ? 'changed-meanwhile' : save(change, alongside);
    };

    expect(await idOf(claim(desk))).toBe('tkt_b');
  });

  it('takes nothing for a request that had its ticket before', async () => {
    const desk = aDesk([waiting('a'), waiting('b')]);
    const keep = () => ({
      who: 'key_ada',
      key: 'once',
      requestHash: 'hash',
      status: 200,
      body: null,
      resourceId: null,
      at: atMinute(0),
    });
    await claimNext(desk, { principal: aPrincipal(), keep });

    await expect(claimNext(desk, { principal: aPrincipal(), keep })).rejects.toBeInstanceOf(KeptAlready);
    expect(desk.tickets.ticketById.get('tkt_b')?.assigneeId).toBeNull();
  });
});

describe('claimNext where what an agent answered last comes first', () => {
  const hisFirst = { ...account, settings: { ...account.settings, toSolveOrder: 'lastAgentFirst' } } as const;
  const his = { lastAgentId: 'agt_ada' } as const;
  const bob = aPrincipal({ agentId: 'agt_bob' });
  const claimAll = async (desk: MemoryDesk, principal?: Principal) => {
    const ids: string[] = [];
    for (let id = await idOf(claim(desk, principal)); id !== null; id = await idOf(claim(desk, principal)))
      ids.push(id);
    return ids.map((id) => id.slice(4)).join('');
  };
  const mixed = [
    waiting('a'),
    waiting('b', his),
    waiting('c', { assigneeId: 'agt_ada' }),
    waiting('d', { ...his, assigneeId: 'agt_ada' }),
    waiting('e', { lastAgentId: 'agt_bob' }),
    waiting('f', { ...his, status: 'open' }),
  ];

  it('gives those by importance, his own among them, and then all else by importance', async () => {
    expect(await claimAll(aDesk(mixed, hisFirst))).toBe('bdface');
  });

  it('gives by importance alone unless the account says so', async () => {
    expect(await claimAll(aDesk(mixed))).toBe('abcdef');
  });

  it('gives others what he answered last when they come to it', async () => {
    expect(await claimAll(aDesk(mixed, hisFirst), bob)).toBe('eabf');
  });

  it.each<[string, Partial<Ticket>]>([
    ['is in a department that he serves no more', { departmentId: 'dep_sales' }],
    ['is where the button is off', { departmentId: 'dep_quiet' }],
    ['belongs to another', { assigneeId: 'agt_bob' }],
    ['he took already', { assigneeId: 'agt_ada', takenAt: atMinute(1) }],
    ['waits for nobody', { status: 'answered' }],
  ])('does not give what he answered last and %s', async (_, changes) => {
    const desk = aDesk([waiting('a', { ...his, ...changes }), waiting('b')], hisFirst);
    const everywhere = aPrincipal({
      scope: { level: 'all', tags: [] },
      servedDepartmentIds: new Set(['dep_default', 'dep_quiet']),
    });

    expect(await claimAll(desk, everywhere)).toBe('b');
  });

  it('does not give what another is viewing or answering', async () => {
    const desk = aDesk([waiting('a', his), waiting('b')], hisFirst);
    await visitTicket(desk, { ticket: waiting('a'), agentId: 'agt_bob', state: 'answering' });

    expect(await claimAll(desk)).toBe('b');
    expect(await idOf(claim(desk, bob))).toBe('tkt_a');
  });

  it('gives each ticket to one of those who ask at once', async () => {
    const tickets = ['a', 'b', 'c', 'd'].map((name) => waiting(name, his));
    const desk = aDesk(tickets, hisFirst);

    const claimed = await Promise.all([claim(desk), claim(desk, bob), claim(desk), claim(desk, bob)]);

    expect(new Set(claimed.map((ticket) => ticket?.id))).toEqual(new Set(tickets.map(({ id }) => id)));
  });
});

describe('claimNext after a transfer that the index does not show yet', () => {
  it('gives nothing of a department that he does not serve', async () => {
    const desk = aDesk([waiting('a'), waiting('b')]);
    desk.index.lag();
    desk.tickets.ticketById.set('tkt_a', waiting('a', { departmentId: 'dep_sales', version: 2 }));
    const everywhere = aPrincipal({ scope: { level: 'all', tags: [] } });

    expect(await idOf(claim(desk, everywhere))).toBe('tkt_b');
  });
});
