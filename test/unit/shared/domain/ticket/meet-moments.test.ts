import { describe, expect, it } from 'vitest';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { editTicket } from '#shared/domain/ticket/edit-ticket.ts';
import { meetMoments } from '#shared/domain/ticket/meet-moments.ts';
import {
  aLevel,
  aMember,
  anAccount,
  anSlaRule,
  aPresence,
  aPrincipal,
  aTicket,
  startMs,
} from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';

const account = anAccount({
  levels: [aLevel({ firstAnswer: 100 })],
  slaRules: [anSlaRule('sla_gold')],
});
const ticket = aTicket({ id: 'tkt_late' }, account);
const manager = aMember('agt_ada', { role: 'manager' });

function lateDesk(): MemoryDesk {
  const desk = aMemoryDesk({ account, members: [manager], presences: [aPresence('agt_ada')] });
  desk.tickets.ticketById.set(ticket.id, ticket);
  desk.nowMs = startMs + 101 * 60_000;
  return desk;
}

const kinds = (desk: MemoryDesk) => desk.tickets.entries.map((entry) => entry.kind);
const told = (desk: MemoryDesk) => [...desk.tickets.unsentByPlace.values()].map((unsent) => unsent.what);
const breachTold = [
  { kind: 'notice', agentId: 'agt_ada', event: expect.objectContaining({ kind: 'sla.breached' }) },
];

describe('a moment that nobody has met yet', () => {
  it('is met once, and told', async () => {
    const desk = lateDesk();

    await meetMoments(desk, ticket.id);
    await meetMoments(desk, ticket.id);

    expect(kinds(desk)).toEqual(['sla.warning', 'sla.breached']);
    expect(told(desk)).toEqual(breachTold);
  });

  it('is met and told before an agent changes the ticket', async () => {
    const desk = lateDesk();

    await changeAsAgent(desk, ticket.id, {
      request: { principal: aPrincipal(), sourceIp: '', ifMatch: null, keep: () => undefined },
      decision: {
        permission: 'tickets.changeStatus',
        decide: (seen, context) => editTicket(seen, { priority: 'high' }, context),
      },
    });

    expect(kinds(desk)).toEqual(['sla.warning', 'sla.breached', 'ticket.priorityChanged']);
    expect(told(desk)).toEqual(breachTold);
  });

  it('is met and told before the ticket is taken', async () => {
    const desk = lateDesk();

    const taken = await claimNext(desk, { principal: aPrincipal(), keep: () => undefined });

    expect(taken?.id).toBe(ticket.id);
    expect(kinds(desk)).toEqual(['sla.warning', 'sla.breached', 'ticket.assigned']);
    expect(told(desk)).toEqual(breachTold);
  });
});
