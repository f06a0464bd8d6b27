import { describe, expect, it } from 'vitest';
import { answerTicket, noteOnTicket, requireTaken } from '#shared/domain/ticket/answer-ticket.ts';
import { takeTicket } from '#shared/domain/ticket/assign-ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import { aContext, aReply, atMinute } from '#test/support/builders.ts';
import { allSituations, aTicketThatIs, conversations, ends, situations } from './tickets-in-status.ts';

const kinds = (entries: readonly { kind: string }[]) => entries.map((entry) => entry.kind);

describe('answerTicket', () => {
  it.each(ends)('refuses a reply on a ticket that is %s', (situation) => {
    expect(() => answerTicket(aTicketThatIs(situation), aReply(), aContext(20))).toThrow(
      expect.objectContaining({ code: 'ticket-not-answerable' }),
    );
  });

  it.each([...situations, ...conversations])(
    'answers a ticket that is %s, and puts the reply into its lane',
    (situation) => {
      const ticket = aTicketThatIs(situation);

      const { after: answered, messages, unsent, entries } = answerTicket(ticket, aReply(), aContext(20));

      expect(answered).toMatchObject({
        status: 'answered',
        postponed: null,
        lastAgentId: 'agt_ada',
        lastAgentMessageAt: atMinute(20),
        lastMessageAt: atMinute(20),
        messageCount: ticket.messageCount + 1,
        version: ticket.version + 1,
      });
      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatchObject({
        type: 'reply',
        ticketVersion: answered.version,
        delivery: { state: 'queued', attempts: 0 },
      });
      expect(unsent).toHaveLength(1);
      expect(unsent[0]).toMatchObject({
        lane: ticket.id,
        what: { kind: 'reply', messageId: messages[0]!.id, ticketVersion: answered.version },
      });
      expect(kinds(entries)).toContain('message.sent');
      expect(kinds(entries).includes('ticket.statusChanged')).toBe(situation !== 'answered');
    },
  );

  it.each([
    ['new', 20 * 60],
    ['open', 10 * 60],
    ['answered', null],
    ['postponed from new', null],
    ['resolved', null],
  ] as const)('counts for a ticket that is %s %s seconds since the customer wrote', (situation, seconds) => {
    const { entries } = answerTicket(aTicketThatIs(situation), aReply(), aContext(20));

    const sent = entries.find((entry) => entry.kind === 'message.sent');
    expect(sent?.facts).toMatchObject({ seconds, businessSeconds: seconds, agentId: 'agt_ada' });
  });

  it('keeps the replies of one conversation in their order', () => {
    const first = answerTicket(aTicketThatIs('new'), aReply(), aContext(20));
    const second = answerTicket(first.after, aReply(), aContext(20));

    expect(first.unsent[0]!.order < second.unsent[0]!.order).toBe(true);
  });
});

describe('noteOnTicket', () => {
  it.each(allSituations)('answers nothing on a ticket that is %s, and goes nowhere', (situation) => {
    const ticket = aTicketThatIs(situation);

    const change = noteOnTicket(ticket, aReply({ type: 'note' }), aContext(20));

    expect(change.after).toMatchObject({
      status: ticket.status,
      clocks: ticket.clocks,
      lastAgentId: ticket.lastAgentId,
      messageCount: ticket.messageCount + 1,
    });
    expect(kinds(change.entries)).toEqual(['note.added']);
    expect(change.unsent).toEqual([]);
    expect(change.messages[0]).toMatchObject({ type: 'note', delivery: null });
  });
});

describe('requireTaken', () => {
  const byButtonAlone = { agentId: 'agt_ada', onlyToSolve: true };
  const arrived = aTicketThatIs('new');
  const taken = (takeTicket(arrived, 'agt_ada', aContext(5)) as TicketChange).after;

  it('refuses whoever works by the button alone on a ticket that he did not take through it', () => {
    const given = { ...arrived, assigneeId: 'agt_ada' as const };

    expect(() => requireTaken(arrived, byButtonAlone)).toThrow(/this one was not/);
    expect(() => requireTaken(given, byButtonAlone)).toThrow(/this one was not/);
    expect(() => requireTaken(taken, { ...byButtonAlone, agentId: 'agt_bob' })).toThrow(/this one was not/);
  });

  it('lets everybody else answer, and him what he took', () => {
    expect(() => requireTaken(arrived, { ...byButtonAlone, onlyToSolve: false })).not.toThrow();
    expect(() => requireTaken(taken, byButtonAlone)).not.toThrow();
  });

  it('lets him add to his answer', () => {
    const answered = answerTicket(taken, aReply(), aContext(10)).after;

    expect(() => requireTaken(answered, byButtonAlone)).not.toThrow();
  });
});
