import { describe, expect, it } from 'vitest';
import type { RoutingDecision } from '#shared/domain/routing/routing-decision.ts';
import {
  assignTicket,
  routeTicket,
  takeTicket,
  transferTicket,
} from '#shared/domain/ticket/assign-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, aDepartment, anAccount, atMinute, bySystem } from '#test/support/builders.ts';
import { aTicketThatIs, situations } from './tickets-in-status.ts';

const account = anAccount({ departments: [aDepartment(), aDepartment('dep_sales')] });
const context = aContext(20, { account });
const kinds = (change: { entries: readonly { kind: string }[] } | null) =>
  change?.entries.map((entry) => entry.kind) ?? null;
const his = (ticket: Ticket): Ticket => ({ ...ticket, assigneeId: 'agt_ada' });

describe('assignTicket', () => {
  it.each(situations)('gives a ticket that is %s to an agent and leaves its status', (situation) => {
    const ticket = aTicketThatIs(situation);

    const change = assignTicket(ticket, 'agt_bob', context);

    expect(change?.after).toMatchObject({ assigneeId: 'agt_bob', status: ticket.status });
    expect(change?.entries[0]).toMatchObject({
      kind: 'ticket.assigned',
      before: { assigneeId: null },
      after: { assigneeId: 'agt_bob' },
      facts: { seconds: 20 * 60 },
    });
  });

  it('gives it from one to another, which counts no time', () => {
    const change = assignTicket(his(aTicketThatIs('new')), 'agt_bob', context);

    expect(change?.entries[0]).toMatchObject({ before: { assigneeId: 'agt_ada' }, facts: { seconds: null } });
  });

  it('takes it away, so that it is offered and distributed anew', () => {
    const taken = { ...his(aTicketThatIs('open')), takenAt: atMinute(15), queuedAt: atMinute(1) };

    const change = assignTicket(taken, null, context);

    expect(change?.after).toMatchObject({ assigneeId: null, takenAt: null, queuedAt: null });
  });

  it.each(['agt_ada', null] as const)('changes nothing when it is with %s already', (assigneeId) => {
    expect(assignTicket({ ...aTicketThatIs('new'), assigneeId }, assigneeId, context)).toBeNull();
  });
});

describe('takeTicket', () => {
  it('assigns the ticket and says when it was taken', () => {
    const change = takeTicket(aTicketThatIs('new'), 'agt_bob', context);

    expect(change?.after).toMatchObject({ assigneeId: 'agt_bob', takenAt: atMinute(20) });
    expect(change?.entries.map((entry) => entry.kind)).toEqual(['ticket.assigned']);
  });

  it('marks a ticket that is his already', () => {
    const change = takeTicket(his(aTicketThatIs('open')), 'agt_ada', context);

    expect(change?.after).toMatchObject({ assigneeId: 'agt_ada', takenAt: atMinute(20) });
    expect(change?.entries.map((entry) => entry.kind)).toEqual(['ticket.taken']);
  });

  it('changes nothing when he has taken it already', () => {
    const taken = { ...his(aTicketThatIs('open')), takenAt: atMinute(15) };

    expect(takeTicket(taken, 'agt_ada', context)).toBeNull();
  });
});

describe('transferTicket', () => {
  it.each([
    ['new', false, 'new'],
    ['new', true, 'new'],
    ['open', false, 'open'],
    ['open', true, 'open'],
    ['answered', false, 'open'],
    ['answered', true, 'answered'],
    ['postponed from new', false, 'postponed'],
    ['postponed from answered', true, 'postponed'],
    ['resolved', false, 'open'],
    ['resolved', true, 'resolved'],
  ] as const)('of a ticket that is %s with keepStatus %s leaves it %s', (situation, keepStatus, status) => {
    const ticket = aTicketThatIs(situation, account);

    const change = transferTicket(ticket, { departmentId: 'dep_sales', agentId: null, keepStatus }, context);

    expect(change?.after).toMatchObject({ departmentId: 'dep_sales', status, assigneeId: null });
    expect(change?.after.postponed).toEqual(ticket.postponed);
    expect(change?.entries[0]).toMatchObject({
      kind: 'ticket.transferred',
      before: { departmentId: 'dep_default' },
      after: { departmentId: 'dep_sales' },
    });
  });

  it.each([
    { to: 'dep_sales', named: null, expected: null },
    { to: 'dep_sales', named: 'agt_bob', expected: 'agt_bob' },
    { to: 'dep_sales', named: 'agt_ada', expected: 'agt_ada' },
    { to: 'dep_default', named: 'agt_bob', expected: 'agt_bob' },
  ] as const)(
    'of his ticket to $to with $named named makes it the ticket of $expected',
    ({ to, named, expected }) => {
      const ticket = his(aTicketThatIs('open', account));

      const change = transferTicket(ticket, { departmentId: to, agentId: named, keepStatus: false }, context);

      expect(change?.after).toMatchObject({ departmentId: to, assigneeId: expected });
      expect(kinds(change)?.includes('ticket.assigned')).toBe(expected !== 'agt_ada');
    },
  );

  it.each([null, 'agt_ada'] as const)('changes nothing in its own department with %s named', (agentId) => {
    const ticket = his(aTicketThatIs('answered', account));

    expect(
      transferTicket(ticket, { departmentId: 'dep_default', agentId, keepStatus: false }, context),
    ).toBeNull();
  });

  it('reopens an answered ticket that is handed on within its department', () => {
    const ticket = his(aTicketThatIs('answered', account));

    const change = transferTicket(
      ticket,
      { departmentId: 'dep_default', agentId: 'agt_bob', keepStatus: false },
      context,
    );

    expect(change?.after).toMatchObject({ status: 'open', assigneeId: 'agt_bob' });
  });
});

describe('routeTicket', () => {
  const decided = (agentId: RoutingDecision['agentId']): RoutingDecision => ({
    channel: 'ticket',
    method: 'random',
    outcome: agentId === null ? 'queued' : 'assigned',
    agentId,
    rule: 'uniformly at random',
    considered: [],
  });
  const bySmista = { ...context, actor: bySystem };

  it('gives the ticket and keeps the explanation beside the assignment', () => {
    const change = routeTicket(aTicketThatIs('new'), decided('agt_bob'), bySmista);

    expect(change?.after).toMatchObject({ assigneeId: 'agt_bob', queuedAt: null, takenAt: null });
    expect(kinds(change)).toEqual(['routing.decided', 'ticket.assigned']);
    expect(change?.entries[0]?.decision).toEqual(decided('agt_bob'));
  });

  it('explains once for each wait that nobody is free', () => {
    const queued = routeTicket(aTicketThatIs('new'), decided(null), bySmista)!;

    expect(queued.after).toMatchObject({ queuedAt: atMinute(20), assigneeId: null });
    expect(routeTicket(queued.after, decided(null), bySmista)).toBeNull();
  });
});
