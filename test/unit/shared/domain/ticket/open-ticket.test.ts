import { describe, expect, it } from 'vitest';
import { parseCode, toTicketId } from '#shared/domain/ticket/code.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import {
  aContext,
  aLevel,
  anAccount,
  anOpening,
  anSlaRule,
  aReply,
  atMinute,
  byCustomer,
} from '#test/support/builders.ts';

const account = anAccount({
  levels: [aLevel({ firstAnswer: 60, firstAssign: 30 }), aLevel({ firstAnswer: 5 }, 'sla_fast')],
  slaRules: [
    anSlaRule('sla_fast', {
      groups: [{ conditions: [{ field: 'tags', operator: 'is', value: 'vip' }] }],
    }),
    anSlaRule('sla_gold'),
  ],
});
const context = aContext(10, { account, actor: byCustomer });

describe('openTicket', () => {
  it('opens what a customer writes as new, unassigned, counting from the arrival', () => {
    const { before, after, entries, messages, unsent } = openTicket(anOpening(), context);

    expect(before).toBeNull();
    expect(after).toMatchObject({
      status: 'new',
      version: 1,
      priority: 'normal',
      assigneeId: null,
      createdAt: atMinute(10),
      lastCustomerMessageAt: atMinute(0),
      lastAgentMessageAt: null,
      messageCount: 1,
    });
    expect(after.clocks.find((clock) => clock.kind === 'firstAnswer')?.dueAt).toBe(atMinute(60));
    expect(after.clocks.find((clock) => clock.kind === 'firstAssign')?.dueAt).toBe(atMinute(40));
    expect(after.due).toEqual({ at: atMinute(34), sweep: 'sla' });
    expect(entries.map((entry) => entry.kind)).toEqual(['ticket.created', 'message.received']);
    expect(messages[0]).toMatchObject({ type: 'message', ticketVersion: 1, delivery: null });
    expect(unsent).toEqual([]);
  });

  it('opens what we write as answered, with no first answer to give', () => {
    const opening = anOpening({ outgoing: true, content: aReply() });

    const { after, entries, messages, unsent } = openTicket(opening, aContext(10, { account }));

    expect(after).toMatchObject({
      status: 'answered',
      lastAgentId: 'agt_ada',
      lastCustomerMessageAt: null,
      lastAgentMessageAt: atMinute(10),
    });
    expect(after.clocks.map((clock) => clock.kind)).not.toContain('firstAnswer');
    expect(entries.map((entry) => entry.kind)).toEqual(['ticket.created', 'message.sent']);
    expect(unsent[0]).toMatchObject({ lane: after.id, what: { kind: 'reply', messageId: messages[0]?.id } });
  });

  it.each([
    [['vip'], 'sla_fast'],
    [['other'], 'sla_gold'],
    [[], 'sla_gold'],
  ])('with the tags %s gets the level of the first rule that matches', (tags, levelId) => {
    expect(openTicket(anOpening({ tags }), context).after.levelId).toBe(levelId);
  });

  it('has a code that leads to it, however people type it', () => {
    const { code, id } = openTicket(anOpening(), context).after;

    expect(code).toMatch(/^[A-Z]{3}-[A-Z]{5}-\d{3}$/);
    expect(toTicketId(parseCode(` ${code.toLowerCase().replaceAll('-', '')} `)!)).toBe(id);
  });

  it('keeps each tag once', () => {
    expect(openTicket(anOpening({ tags: ['a', 'b', 'a'] }), context).after.tags).toEqual(['a', 'b']);
  });
});
