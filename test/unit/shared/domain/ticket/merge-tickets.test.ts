import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/domain/refusal.ts';
import { isOpenClock } from '#shared/domain/sla/clock.ts';
import { answerTicket, noteOnTicket } from '#shared/domain/ticket/answer-ticket.ts';
import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { mostTags } from '#shared/domain/ticket/edit-ticket.ts';
import { purgesAt } from '#shared/domain/ticket/ends-of-ticket.ts';
import { mergeTickets } from '#shared/domain/ticket/merge-tickets.ts';
import { receiveMessage } from '#shared/domain/ticket/receive-message.ts';
import type { Channel, Stretch, Ticket } from '#shared/domain/ticket/ticket.ts';
import { loadChanges } from '#shared/domain/ticket/ticket-change.ts';
import {
  aContext,
  aCustomer,
  aLevel,
  aMessage,
  anAccount,
  anSlaRule,
  aReply,
  aTicket,
  atMinute,
} from '#test/support/builders.ts';
import { allSituations, anArrival, aTicketThatIs, type Situation } from './tickets-in-status.ts';

const account = anAccount({
  levels: [aLevel({ firstAnswer: 100, firstAssign: 100, firstResolve: 900 })],
  slaRules: [anSlaRule('sla_gold')],
});
const context = aContext(30, { account });
const target = aTicket({ id: 'tkt_target', code: 'AAA-AAAAA-111' }, account);
const aSource = (changes: Partial<Ticket> = {}) => aTicket({ id: 'tkt_source', ...changes }, account);

const codeOf = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('mergeTickets', () => {
  it('has the target read both, and ends the source with a link to it', () => {
    const merge = mergeTickets(target, [aSource({ version: 4 })], context);

    expect(merge.target.after).toMatchObject({
      status: 'new',
      links: [{ kind: 'mergedFrom', ticketId: 'tkt_source' }],
      conversation: [
        { ticketId: 'tkt_target', from: 1, upTo: null },
        { ticketId: 'tkt_source', from: 1, upTo: 4 },
      ],
      messageCount: 2,
    });
    expect(merge.sources[0]?.after).toMatchObject({
      status: 'deleted',
      version: 5,
      links: [{ kind: 'mergedInto', ticketId: 'tkt_target' }],
    });
  });

  it('says on both timelines what became of them', () => {
    const source = aSource({ customStatusId: 'cst_parts' });
    const merge = mergeTickets(target, [source], context);

    expect(merge.target.entries).toMatchObject([
      { kind: 'ticket.merged', after: { mergedFrom: ['tkt_source'] } },
    ]);
    expect(merge.sources[0]?.entries).toMatchObject([
      {
        kind: 'ticket.merged',
        before: { status: 'new', customStatusId: 'cst_parts' },
        after: { status: 'deleted', mergedInto: 'tkt_target', customStatusId: null },
      },
    ]);
  });

  it('lets the open clocks of the source vanish without a record, and its target’s run on', () => {
    const merge = mergeTickets(target, [aSource()], context);
    const [ended] = merge.sources;

    expect(ended?.before?.clocks.filter(isOpenClock)).toHaveLength(3);
    expect(ended?.after.clocks).toEqual([]);
    expect(merge.target.after.clocks).toEqual(target.clocks);
  });

  it('frees its assignee, and is due nevermore', () => {
    const merge = mergeTickets(target, [aSource({ assigneeId: 'agt_bob' })], context);
    const [ended] = merge.sources;

    expect([...loadChanges(merge.target, ...merge.sources)]).toEqual([['agt_bob', -1]]);
    expect(ended?.after.due).toBeNull();
    expect(purgesAt(ended!.after, account.settings)).toBeNull();
  });

  it('unites tags that are found alike, its own first, and leaves out what is too many', () => {
    const many = Array.from({ length: mostTags }, (_, at) => `tag${at}`);

    const { after, entries } = mergeTickets(
      { ...target, tags: ['vip'] },
      [aSource({ tags: ['VIP', 'città'] }), aSource({ id: 'tkt_other', tags: ['citta', ...many] })],
      context,
    ).target;

    expect(after.tags).toEqual(['vip', 'città', ...many.slice(0, mostTags - 2)]);
    expect(entries.map(({ kind }) => kind)).toEqual(['ticket.merged', 'ticket.tagged']);
  });

  it('takes over who took part, and who wrote and answered last', () => {
    const dora = { ...aCustomer, id: 'cus_dora', email: 'dora@customer.example' } as const;
    const answered = answerTicket(
      aSource({ customer: dora, recipients: ['eve@customer.example'] }),
      aReply(),
      {
        ...context,
        at: atMinute(20),
      },
    ).after;

    const { after } = mergeTickets(target, [answered], context).target;

    expect(after).toMatchObject({
      recipients: ['dora@customer.example', 'eve@customer.example'],
      lastAgentId: 'agt_ada',
      lastAgentMessageAt: atMinute(20),
      lastMessageAt: atMinute(20),
      customer: aCustomer,
      messageCount: 3,
    });
  });

  it('reads all of a ticket that was a target itself', () => {
    const first = mergeTickets(aSource({ id: 'tkt_b' }), [aSource({ id: 'tkt_a' })], context);

    const second = mergeTickets(target, [first.target.after], context);

    expect(second.target.after.conversation.map(({ ticketId }) => ticketId)).toEqual([
      'tkt_target',
      'tkt_b',
      'tkt_a',
    ]);
    expect(second.target.after.conversation.slice(1).every(({ upTo }) => upTo !== null)).toBe(true);
  });
});

const takesNothing: readonly Situation[] = [
  'closed',
  'spam from open',
  'spam from postponed',
  'deleted from new',
  'deleted from spam',
  'chatting',
  'calling',
];
const cannotEnd: readonly Situation[] = ['deleted from new', 'deleted from spam', 'chatting', 'calling'];

describe('merging is refused', () => {
  it.each(allSituations)('or not, by the status of the target: %s', (situation) => {
    const into = { ...aTicketThatIs(situation, account), id: 'tkt_target' } as Ticket;
    const expected = takesNothing.includes(situation) ? 'status-not-allowed' : null;

    expect(codeOf(() => mergeTickets(into, [aSource()], context))).toBe(expected);
  });

  it.each(allSituations)('or not, by the status of the source: %s', (situation) => {
    const source = { ...aTicketThatIs(situation, account), id: 'tkt_source' } as Ticket;
    const expected = cannotEnd.includes(situation) ? 'status-not-allowed' : null;

    expect(codeOf(() => mergeTickets(target, [source], context))).toBe(expected);
  });

  it('into itself', () => {
    expect(codeOf(() => mergeTickets(target, [target], context))).toBe('merge-not-allowed');
  });

  it('of what was merged already, and into it', () => {
    const merged = mergeTickets(target, [aSource()], context).sources[0]!.after;
    const another = aSource({ id: 'tkt_other' });

    expect(codeOf(() => mergeTickets(another, [merged], context))).toBe('ticket-is-merged');
    expect(codeOf(() => mergeTickets(merged, [another], context))).toBe('ticket-is-merged');
  });

  it.each([
    { channels: ['whatsapp', 'email'], customers: ['cus_carl', 'cus_dora'], code: 'merge-not-allowed' },
    { channels: ['email', 'telegram'], customers: ['cus_carl', 'cus_dora'], code: 'merge-not-allowed' },
    { channels: ['whatsapp', 'email'], customers: ['cus_carl', 'cus_carl'], code: null },
    { channels: ['email', 'form'], customers: ['cus_carl', 'cus_dora'], code: null },
  ] as const)('or not, across $channels of $customers', ({ channels, customers, code }) => {
    const [one, other] = ([0, 1] as const).map((at) => ({
      channel: channels[at] as Channel,
      customer: { ...aCustomer, id: customers[at] },
    }));

    expect(codeOf(() => mergeTickets({ ...target, ...one }, [aSource(other)], context))).toBe(code);
  });

  it('when the target would read too many', () => {
    const conversation = Array.from(
      { length: 50 },
      (_, at): Stretch => ({
        ticketId: `tkt_${at}`,
        from: 1,
        upTo: 1,
      }),
    );

    expect(codeOf(() => mergeTickets({ ...target, conversation }, [aSource()], context))).toBe(
      'merge-not-allowed',
    );
  });
});

describe('a merged ticket', () => {
  const merged = mergeTickets(target, [aSource()], context).sources[0]!.after;

  it('is not restored, with a reason', () => {
    expect(codeOf(() => changeStatus(merged, { status: 'new', until: null }, context))).toBe(
      'ticket-is-merged',
    );
  });

  it.each([
    ['a customer’s message', () => receiveMessage(merged, anArrival(40, aMessage()), context)],
    ['a note', () => noteOnTicket(merged, aReply({ type: 'note' }), context)],
  ] as const)('never takes %s, which nobody would read', (_, write) => {
    expect(write).toThrow('was merged');
  });
});
