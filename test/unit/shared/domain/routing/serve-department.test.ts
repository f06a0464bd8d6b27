import { describe, expect, it } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { serveDepartment } from '#shared/domain/routing/serve-department.ts';
import { assignTicket } from '#shared/domain/ticket/assign-ticket.ts';
import { type Opening, openTicket } from '#shared/domain/ticket/open-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  aContext,
  aCustomer,
  aDepartment,
  aMember,
  anAccount,
  anAgent,
  anOpening,
  aPresence,
  begun,
} from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';

const agents: readonly AgentId[] = ['agt_ada', 'agt_bob'];

function aDesk({ method = 'roundRobin', maxLoad = 3, affinity = true, limited = false } = {}): MemoryDesk {
  return aMemoryDesk({
    agents: limited ? [anAgent('agt_ada', { scope: { level: 'department', tags: ['Città'] } })] : [],
    account: anAccount({ settings: { affinity }, departments: [aDepartment('dep_default', { method })] }),
    members: agents.map((agentId) => aMember(agentId, { maxLoad })),
    presences: [...agents, 'agt_carl' as const].map((agentId) => aPresence(agentId)),
  });
}

/** So many tickets, the first the most important. */
async function arrive(desk: MemoryDesk, count: number, opening: Partial<Opening> = {}): Promise<Ticket[]> {
  const opened: Ticket[] = [];
  for (let minute = 0; minute < count; minute++) {
    const context = aContext(minute, { account: desk.account, ids: desk.ids });
    const change = openTicket(anOpening({ priority: 'normal', ...opening }), context);
    await desk.tickets.save(change);
    opened.push(change.after);
  }
  return opened;
}

async function giveTo(agentId: AgentId, ticket: Ticket, desk: MemoryDesk): Promise<void> {
  const now = desk.tickets.ticketById.get(ticket.id)!;
  const context = aContext(99, { account: desk.account, ids: desk.ids });
  expect(await desk.tickets.save(assignTicket(now, agentId, context)!)).toBe('saved');
}

const assignees = (desk: MemoryDesk) =>
  [...desk.tickets.ticketById.values()].map((ticket) => ticket.assigneeId?.slice(4) ?? '-').join(' ');
const decisions = (desk: MemoryDesk, ticket: Ticket) =>
  desk.tickets.entries.flatMap((entry) =>
    entry.ticketId === ticket.id && entry.decision !== undefined ? [entry.decision] : [],
  );

describe('serveDepartment', () => {
  it('gives the most important tickets first, until everybody is full', async () => {
    const desk = aDesk({ maxLoad: 2 });
    await arrive(desk, 6);

    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe('ada bob ada bob - -');
    expect(desk.tickets.presenceById.get('agt_ada')?.ticketLoad).toBe(2);
  });

  it('says once for each wait why nobody has a ticket', async () => {
    const desk = aDesk({ maxLoad: 1 });
    const tickets = await arrive(desk, 3);

    await serveDepartment(desk, 'dep_default', []);
    await serveDepartment(desk, 'dep_default', []);

    const told = decisions(desk, tickets[2]!);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ outcome: 'queued', agentId: null, rule: 'nobody is available' });
    expect(told[0]?.considered.map((one) => one.reasons)).toEqual([['at-maximum-load'], ['at-maximum-load']]);
  });

  it('serves the backlog as soon as somebody has a free slot', async () => {
    const desk = aDesk({ maxLoad: 1 });
    const tickets = await arrive(desk, 3);
    await serveDepartment(desk, 'dep_default', []);

    await giveTo('agt_carl', tickets[0]!, desk);
    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe('carl bob ada');
    expect(decisions(desk, tickets[2]!).map((decision) => decision.outcome)).toEqual(['queued', 'assigned']);
  });

  it('serves a ticket by name before the index shows it', async () => {
    const desk = aDesk();
    desk.index.lag();
    const [ticket] = await arrive(desk, 1);

    await serveDepartment(desk, 'dep_default', [ticket!.id]);

    expect(assignees(desk)).toBe('ada');
  });

  it('looks beyond what the index still shows as waiting although it is given away', async () => {
    const desk = aDesk({ maxLoad: 100 });
    const tickets = await arrive(desk, 70);
    desk.index.lag();
    for (const ticket of tickets.slice(0, 60)) await giveTo('agt_carl', ticket, desk);

    await serveDepartment(desk, 'dep_default', []);

    const assigned = [...desk.tickets.ticketById.values()].map((ticket) => ticket.assigneeId);
    expect(assigned).not.toContain(null);
    expect(assigned.filter((agentId) => agentId === 'agt_carl')).toHaveLength(60);
  });

  it('leaves a department alone that pulls', async () => {
    const desk = aDesk({ method: 'none' });
    await arrive(desk, 2);

    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe('- -');
    expect(desk.tickets.entries.some((entry) => entry.kind === 'routing.decided')).toBe(false);
  });

  it('gives a ticket once, however often it is named', async () => {
    const desk = aDesk();
    const [ticket] = await arrive(desk, 1);

    await serveDepartment(desk, 'dep_default', [ticket!.id, ticket!.id]);
    await serveDepartment(desk, 'dep_default', [ticket!.id]);

    expect(desk.tickets.ticketById.get(ticket!.id)?.version).toBe(2);
  });

  it('leaves out whoever went offline after he was looked at', async () => {
    const desk = aDesk();
    const [ticket] = await arrive(desk, 1);
    const save = desk.tickets.save.bind(desk.tickets);
    desk.tickets.save = async (...parts) => {
      const ada = desk.tickets.presenceById.get('agt_ada')!;
      desk.tickets.presenceById.set('agt_ada', { ...ada, state: 'offline' });
      return save(...parts);
    };

    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe('bob');
    expect(decisions(desk, ticket!)[0]?.considered[0]).toMatchObject({ reasons: ['offline'] });
  });

  it('gives nobody a ticket that his tags keep from him, and says so', async () => {
    const desk = aDesk({ limited: true, maxLoad: 1 });
    const [plain] = await arrive(desk, 1);
    const [tagged] = await arrive(desk, 1, { tags: ['citta'] });

    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe('bob ada');
    expect(decisions(desk, plain!)[0]?.considered[0]).toMatchObject({ reasons: ['not-allowed'] });
    expect(decisions(desk, tagged!)[0]?.agentId).toBe('agt_ada');
  });

  it('does not give a customer back to who may not see what he wrote', async () => {
    const desk = aDesk({ limited: true });
    desk.tickets.addCustomer({ ...aCustomer, ...begun, id: aCustomer.id, lastAgentId: 'agt_ada' });
    await arrive(desk, 1);

    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe('bob');
  });

  it('finds what somebody may be given behind much that only others may see', async () => {
    const desk = aDesk({ limited: true });
    const bob = desk.tickets.presenceById.get('agt_bob')!;
    desk.tickets.presenceById.set('agt_bob', { ...bob, state: 'offline' });
    const [first] = await arrive(desk, 120);
    await arrive(desk, 1, { tags: ['citta'] });

    await serveDepartment(desk, 'dep_default', [first!.id]);

    const given = [...desk.tickets.ticketById.values()].filter(({ assigneeId }) => assigneeId !== null);
    expect(given).toMatchObject([{ tags: ['citta'], assigneeId: 'agt_ada' }]);
    expect(decisions(desk, first!)[0]?.considered.map(({ reasons }) => reasons)).toEqual([
      ['not-allowed'],
      ['offline'],
    ]);
    expect(desk.tickets.entries.filter(({ kind }) => kind === 'routing.decided')).toHaveLength(2);
  });

  it('looks at no more than some thousands that nobody may see', async () => {
    const desk = aDesk({ limited: true });
    const bob = desk.tickets.presenceById.get('agt_bob')!;
    desk.tickets.presenceById.set('agt_bob', { ...bob, state: 'offline' });
    const [one] = await arrive(desk, 1);
    for (let copy = 0; copy < 2_100; copy++) {
      const id = `tkt_copy${copy}` as const;
      desk.tickets.ticketById.set(id, { ...one!, id });
    }

    await serveDepartment(desk, 'dep_default', []);

    expect(desk.index.queries).toBeLessThan(10);
    expect(assignees(desk)).not.toContain('ada');
  });

  it.each([
    [true, 'bob'],
    [false, 'ada'],
  ])('gives a customer back to who answered him when affinity is %s', async (affinity, expected) => {
    const desk = aDesk({ affinity });
    desk.tickets.addCustomer({ ...aCustomer, ...begun, id: aCustomer.id, lastAgentId: 'agt_bob' });
    await arrive(desk, 1);

    await serveDepartment(desk, 'dep_default', []);

    expect(assignees(desk)).toBe(expected);
  });
});
