import { describe, expect, it } from 'vitest';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import { aContext, aMessage, atMinute, byCustomer } from '#test/support/builders.ts';
import { allSituations, anArrival, aTicketThatIs } from './tickets-in-status.ts';

const context = aContext(20, { actor: byCustomer });

describe('receiveMessage', () => {
  it.each([
    ['new', 'new'],
    ['open', 'open'],
    ['answered', 'open'],
    ['postponed from new', 'new'],
    ['postponed from answered', 'open'],
    ['resolved', 'open'],
    ['chatting', 'chatting'],
    ['calling', 'calling'],
  ] as const)('makes a ticket that is %s wait as %s', (situation, status) => {
    const ticket = aTicketThatIs(situation);

    const change = receiveMessage(ticket, anArrival(18), context);

    expect(change.after).toMatchObject({
      status,
      postponed: null,
      lastCustomerMessageAt: atMinute(18),
      lastMessageAt: atMinute(20),
      messageCount: ticket.messageCount + 1,
      assigneeId: ticket.assigneeId,
    });
    expect(change.messages[0]).toMatchObject({ type: 'message', delivery: null });
    expect(change.unsent).toEqual([]);
    const moved = change.entries.filter((entry) => entry.kind === 'ticket.statusChanged');
    expect(moved).toHaveLength(status === ticket.status ? 0 : 1);
  });

  it.each(allSituations)('reopens nothing by automatic mail on a ticket that is %s', (situation) => {
    const ticket = aTicketThatIs(situation);

    const change = receiveMessage(ticket, anArrival(18, aMessage({ automatic: 'auto-reply' })), context);

    expect(change.after).toMatchObject({
      status: ticket.status,
      postponed: ticket.postponed,
      lastCustomerMessageAt: ticket.lastCustomerMessageAt,
      clocks: ticket.clocks,
      due: ticket.due,
    });
    expect(change.entries.map((entry) => entry.kind)).toEqual(['message.received']);
  });

  it('counts the wait from the last message that a person wrote, also when an older one comes late', () => {
    const ticket = receiveMessage(aTicketThatIs('new'), anArrival(18), context).after;

    const late = receiveMessage(ticket, anArrival(3), aContext(21, { actor: byCustomer })).after;

    expect(late.lastCustomerMessageAt).toBe(atMinute(18));
  });

  it('remembers who else takes part, each once, and no more than fifty', () => {
    const many = Array.from({ length: 60 }, (_, at) => `reader-${at}@example.com`);
    const ticket = { ...aTicketThatIs('open'), recipients: ['reader-1@example.com'] };

    const { recipients } = receiveMessage(ticket, { ...anArrival(18), recipients: many }, context).after;

    expect(recipients).toHaveLength(50);
    expect(new Set(recipients).size).toBe(50);
    expect(recipients[0]).toBe('reader-1@example.com');
  });

  it('offers a taken ticket again once it waits anew', () => {
    const taken = { ...aTicketThatIs('answered'), assigneeId: 'agt_ada' as const, takenAt: atMinute(4) };

    expect(receiveMessage(taken, anArrival(18), context).after.takenAt).toBeNull();
  });
});
