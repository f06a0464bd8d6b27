import { describe, expect, it } from 'vitest';
import type { MessageId } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { answerTicket, noteOnTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { mergeTickets } from '#shared/domain/ticket/merge-tickets.ts';
import { openTicket } from '#shared/domain/ticket/open-ticket.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import { splitTicket } from '#shared/domain/ticket/split-ticket.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import type { MessageOutline } from '#shared/domain/ticket/ticket-store.ts';
import {
  aContext,
  aLevel,
  aMessage,
  anAccount,
  anOpening,
  anSlaRule,
  aReply,
  atMinute,
  byCustomer,
  countingIds,
} from '#test/support/builders.ts';
import { anArrival } from './tickets-in-status.ts';

const account = anAccount({
  levels: [aLevel({ firstAnswer: 100, nextAnswer: 50, firstAssign: 100 })],
  slaRules: [anSlaRule('sla_gold')],
});
const ids = countingIds();
const at = (minutes: number) => aContext(minutes, { account, ids });

type Writing = 'customer' | 'machine' | 'agent' | 'note';

/** A ticket in which one after the other writes, ten minutes apart, after its first message. */
function written(writings: readonly Writing[], changes: Partial<Ticket> = {}) {
  const opened = openTicket(anOpening(), { ...at(0), actor: byCustomer });
  const steps: TicketChange[] = [opened];
  for (const [position, writing] of writings.entries()) {
    const { after } = steps.at(-1)!;
    const minutes = (position + 1) * 10;
    steps.push(write(after, writing, minutes));
  }
  const ticket = { ...steps.at(-1)!.after, ...changes };
  const outline = steps.flatMap(({ messages }) => messages) satisfies readonly MessageOutline[];
  return { ticket, outline };
}

function write(ticket: Ticket, writing: Writing, minutes: number): TicketChange {
  if (writing === 'agent') return answerTicket(ticket, aReply(), at(minutes));
  if (writing === 'note') return noteOnTicket(ticket, aReply({ type: 'note' }), at(minutes));
  const automatic = writing === 'machine' ? 'auto-reply' : null;
  const context = { ...at(minutes), actor: byCustomer };
  return receiveMessage(ticket, anArrival(minutes, aMessage({ automatic })), context);
}

function split({ ticket, outline }: ReturnType<typeof written>, position: number) {
  const messageId = outline[position]?.id ?? ('msg_none' as MessageId);
  return splitTicket(ticket, { messageId, outline }, at(100));
}

const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('splitTicket', () => {
  it('gives a message and what follows to a new ticket, and copies no message', () => {
    const { ticket, opened, trace } = split(written(['agent', 'customer', 'note']), 2);

    expect([...ticket.messages, ...opened.messages]).toEqual([]);
    expect(ticket.after.conversation).toEqual([
      { ticketId: ticket.after.id, from: 1, upTo: 2 },
      { ticketId: ticket.after.id, from: 5, upTo: null },
    ]);
    expect(opened.after.conversation).toEqual([
      { ticketId: ticket.after.id, from: 3, upTo: 4 },
      { ticketId: opened.after.id, from: 1, upTo: null },
    ]);
    expect(trace).toEqual({
      ticketId: ticket.after.id,
      ticketVersion: 5,
      to: opened.after.id,
      given: [{ ticketId: ticket.after.id, from: 3, upTo: 4 }],
    });
  });

  it('copies fields and agent, with a code of its own, and says so on both sides', () => {
    const said = {
      tags: ['vip'],
      priority: 'high',
      assigneeId: 'agt_bob',
      customFields: { plan: 'gold' },
      recipients: ['eve@customer.example'],
    } as const;
    const { ticket, opened } = split(written(['agent', 'customer'], said), 2);

    const { subject, customer, departmentId, channel } = ticket.after;
    expect(opened.after).toMatchObject({ ...said, subject, customer, departmentId, channel, takenAt: null });
    expect(opened.after.code).not.toBe(ticket.after.code);
    expect(opened.after.links).toEqual([{ kind: 'splitFrom', ticketId: ticket.after.id }]);
    expect(ticket.after.links).toEqual([{ kind: 'splitInto', ticketId: opened.after.id }]);
    expect(ticket.entries).toMatchObject([
      { kind: 'ticket.split', after: { splitInto: opened.after.id }, messageId: expect.any(String) },
    ]);
    expect(opened.entries.slice(0, 2)).toMatchObject([
      { kind: 'ticket.created', after: { assigneeId: 'agt_bob', tags: ['vip'], priority: 'high' } },
      { kind: 'ticket.split', after: { splitFrom: ticket.after.id } },
    ]);
    expect(opened.unsent).toEqual([]);
  });

  it.each<{ writings: Writing[]; from: number; status: Ticket['status'] }>([
    { writings: ['customer'], from: 1, status: 'new' },
    { writings: ['customer', 'note'], from: 1, status: 'new' },
    { writings: ['customer', 'agent'], from: 1, status: 'answered' },
    { writings: ['agent'], from: 1, status: 'answered' },
    { writings: ['agent', 'machine'], from: 1, status: 'answered' },
    { writings: ['customer', 'agent', 'customer'], from: 1, status: 'open' },
    { writings: ['customer', 'agent', 'customer', 'note'], from: 1, status: 'open' },
  ])('of $writings from $from makes a ticket that is $status', ({ writings, from, status }) => {
    const before = written(writings);

    const { ticket, opened } = split(before, from);

    expect(opened.after.status).toBe(status);
    expect(ticket.after.status).toBe(before.ticket.status);
  });

  it.each<{ writings: Writing[]; clocks: object[] }>([
    {
      writings: ['customer'],
      clocks: [
        { kind: 'firstAnswer', state: 'running', startedAt: atMinute(10) },
        { kind: 'firstAssign', state: 'running', startedAt: atMinute(100) },
      ],
    },
    { writings: ['agent'], clocks: [{ kind: 'firstAssign', state: 'running' }] },
    {
      writings: ['agent', 'customer'],
      clocks: [
        { kind: 'firstAssign', state: 'running' },
        { kind: 'nextAnswer', state: 'running', startedAt: atMinute(20) },
      ],
    },
  ])('runs the SLA rules for the new ticket of $writings', ({ writings, clocks }) => {
    const { opened } = split(written(writings), 1);

    expect(opened.after.levelId).toBe('sla_gold');
    expect(opened.after.clocks.filter(({ targetMinutes }) => targetMinutes !== null)).toMatchObject(clocks);
  });

  it('leaves each with what it knows of its own messages', () => {
    const { ticket, opened } = split(written(['agent', 'customer', 'note']), 2);

    expect(ticket.after).toMatchObject({
      messageCount: 2,
      lastMessageAt: atMinute(10),
      lastCustomerMessageAt: atMinute(0),
      lastAgentMessageAt: atMinute(10),
      lastAgentId: 'agt_ada',
    });
    expect(opened.after).toMatchObject({
      messageCount: 2,
      lastMessageAt: atMinute(20),
      lastCustomerMessageAt: atMinute(20),
      lastAgentMessageAt: null,
      lastAgentId: null,
    });
  });

  it('cuts a merged conversation in the order of time, whoever’s message it is', () => {
    const one = written(['agent', 'customer']);
    const other = written(['customer', 'customer']);
    const { target } = mergeTickets(one.ticket, [other.ticket], at(50));
    const outline = [...one.outline, ...other.outline].toSorted((first, second) =>
      first.createdAt < second.createdAt ? -1 : 1,
    );
    const [from] = outline.filter(({ createdAt, type }) => createdAt === atMinute(20) && type === 'message');

    const { ticket, opened } = splitTicket(target.after, { messageId: from!.id, outline }, at(100));

    const given = opened.after.conversation.slice(0, -1);
    expect(new Set(given.map(({ ticketId }) => ticketId))).toEqual(new Set([one.ticket.id, other.ticket.id]));
    expect(ticket.after.messageCount + opened.after.messageCount).toBe(6);
  });
});

describe('splitting is refused', () => {
  it.each([
    { name: 'from the first message on', writings: ['customer'], from: 0, code: 'split-not-allowed' },
    { name: 'from a note on', writings: ['note', 'customer'], from: 1, code: 'split-not-allowed' },
    { name: 'from no message of it', writings: ['customer'], from: 9, code: 'invalid' },
  ] as const)('$name', ({ writings, from, code }) => {
    expect(codeOf(() => split(written(writings), from))).toBe(code);
  });

  it('from a report of a mail server on', () => {
    const { ticket, outline } = written(['customer', 'customer']);
    const reported = outline.map((message, position) =>
      position === 1 ? { ...message, author: { kind: 'system', id: null, name: 'Mail' } as const } : message,
    );

    expect(codeOf(() => split({ ticket, outline: reported as typeof outline }, 1))).toBe('split-not-allowed');
  });

  it.each(['spam', 'deleted', 'chatting', 'calling'] as const)('of a ticket that is %s', (status) => {
    expect(codeOf(() => split(written(['customer'], { status }), 1))).toBe('status-not-allowed');
  });

  it('of one that was merged', () => {
    const { ticket, outline } = written(['customer']);
    const other = written([]);
    const merged = mergeTickets(other.ticket, [ticket], at(50)).sources[0]!.after;

    expect(codeOf(() => split({ ticket: merged, outline }, 1))).toBe('ticket-is-merged');
  });
});
