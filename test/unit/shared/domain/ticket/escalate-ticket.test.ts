import { describe, expect, it } from 'vitest';
import { escalateTicket, raised } from '#shared/domain/ticket/escalate-ticket.ts';
import { aContext, aDepartment, anAccount, aReply } from '#test/support/builders.ts';
import { aTicketThatIs, ends } from './tickets-in-status.ts';

const reason = aReply({ type: 'note', body: 'Reason-of-agent' });
const contextOf = (escalation: { departmentId?: 'dep_law'; agentId?: 'agt_bob' }) =>
  aContext(20, {
    account: anAccount({
      departments: [
        aDepartment('dep_default', { escalation: { departmentId: null, agentId: null, ...escalation } }),
        aDepartment('dep_law'),
      ],
    }),
  });

describe('escalateTicket', () => {
  it.each([
    ['to its department', { departmentId: 'dep_law' }, { departmentId: 'dep_law', assigneeId: null }],
    ['to its agent', { agentId: 'agt_bob' }, { departmentId: 'dep_default', assigneeId: 'agt_bob' }],
    [
      'to both',
      { departmentId: 'dep_law', agentId: 'agt_bob' },
      { departmentId: 'dep_law', assigneeId: 'agt_bob' },
    ],
    ['to nobody', {}, { departmentId: 'dep_default', assigneeId: 'agt_ada' }],
  ] as const)('raises the priority and hands the ticket %s', (_, escalation, place) => {
    const ticket = { ...aTicketThatIs('open'), assigneeId: 'agt_ada' as const };

    const { after } = escalateTicket(ticket, reason, contextOf(escalation));

    expect(after).toMatchObject({ priority: 'high', status: 'open', ...place });
  });

  it.each([
    [
      { departmentId: 'dep_law', agentId: 'agt_bob' },
      { departmentId: 'dep_law', assigneeId: null },
    ],
    [{ agentId: 'agt_bob' }, { departmentId: 'dep_default', assigneeId: 'agt_ada' }],
  ] as const)('passes over an agent who only reads there, and says so: %j', (escalation, place) => {
    const ticket = { ...aTicketThatIs('open'), assigneeId: 'agt_ada' as const };
    const objectionTo = () => 'agent-only-reads' as const;

    const { after, entries } = escalateTicket(ticket, reason, { ...contextOf(escalation), objectionTo });

    expect(after).toMatchObject(place);
    expect(entries[0]).toMatchObject({ kind: 'ticket.escalated', reason: 'agent-only-reads' });
  });

  it('keeps the reason in a note, to which the entry refers', () => {
    const { entries, messages } = escalateTicket(aTicketThatIs('open'), reason, contextOf({}));

    expect(messages[0]).toMatchObject({ type: 'note', body: 'Reason-of-agent' });
    expect(entries[0]).toMatchObject({ kind: 'ticket.escalated', messageId: messages[0]!.id });
    expect(JSON.stringify(entries)).not.toContain('Reason-of-agent');
  });

  it('makes an answered ticket wait for whom it is handed to', () => {
    const { after } = escalateTicket(aTicketThatIs('answered'), reason, contextOf({ agentId: 'agt_bob' }));

    expect(after.status).toBe('open');
  });

  it.each(ends)('is refused on a ticket that is %s', (situation) => {
    expect(() => escalateTicket(aTicketThatIs(situation), reason, contextOf({}))).toThrow(
      expect.objectContaining({ code: 'status-not-allowed' }),
    );
  });
});

describe('raised', () => {
  it.each([
    ['low', 'normal'],
    ['normal', 'high'],
    ['high', 'urgent'],
    ['urgent', 'urgent'],
  ] as const)('is after %s %s', (from, to) => {
    expect(raised(from)).toBe(to);
  });
});
