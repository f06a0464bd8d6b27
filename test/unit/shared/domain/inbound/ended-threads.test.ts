import { describe, expect, it } from 'vitest';
import { arrivalChange } from '#shared/domain/inbound/arrival-change.ts';
import { decideArrival, type NewArrival } from '#shared/domain/inbound/decide-arrival.ts';
import type { IncomingMail } from '#shared/domain/inbound/incoming-mail.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aCustomer, aTicket, atMinute, countingIds } from '#test/support/builders.ts';
import { aClaim, aMail, aMailAccount, asNamed } from './mails.ts';

const ours = '<msg_1@desk.example>';
const account = aMailAccount();
const thread = (status: Ticket['status']) => aTicket({ id: 'tkt_one', status });
const claims = [aClaim({ mailMessageId: ours, digest: null, ticketVersion: 2 })];

const decide = (tickets: readonly Ticket[], mail: Partial<IncomingMail> = {}) =>
  decideArrival(aMail({ answers: [ours], ...mail }), {
    account,
    claims,
    customer: aCustomer,
    found: tickets.map(asNamed),
  }) as NewArrival;

function arrive(tickets: readonly Ticket[], mail: Partial<IncomingMail> = {}) {
  const decision = decide(tickets, mail);
  const stored = { bucket: 'raw', key: 'one', receivedAt: atMinute(20) };
  const placement = {
    sourceId: null,
    departmentId: 'dep_sales',
    tags: [],
    maxAttachmentBytes: 1000,
  } as const;
  const arrived = { mail: aMail({ answers: [ours], ...mail }), stored, decision, attachments: [] };
  const where = {
    placement,
    customer: aCustomer,
    knownCustomer: null,
    account,
    at: atMinute(20),
    ids: countingIds(),
  };
  return arrivalChange(arrived, where);
}

describe('an answer to a thread that has ended', () => {
  it.each([
    ['closed', 'closed-stays-closed', 'tkt_one'],
    ['spam', 'thread-was-discarded', undefined],
    ['deleted', 'thread-was-discarded', undefined],
  ] as const)('opens a ticket where it is %s', (status, reason, follows) => {
    const decision = decide([thread(status)]);

    expect(decision).toMatchObject({ ticket: null, reasons: [reason] });
    expect(decision.follows?.id).toBe(follows);
  });

  it('opens one also for automatic mail to what was set aside, but joins what is closed', () => {
    expect(decide([thread('deleted')], { automatic: 'auto-reply' }).ticket).toBeNull();
    expect(decide([thread('closed')], { automatic: 'auto-reply' }).ticket?.id).toBe('tkt_one');
  });

  it('goes to the open ticket that came after the closed one', () => {
    const next = aTicket({ id: 'tkt_next' });

    expect(decide([thread('closed'), next])).toMatchObject({ ticket: { id: 'tkt_next' }, follows: null });
  });

  it('links both tickets in one transaction', () => {
    const { change, alongside } = arrive([thread('closed')]);

    expect(change.after.links).toEqual([{ kind: 'follows', ticketId: 'tkt_one' }]);
    expect(alongside.others).toMatchObject([
      {
        before: { id: 'tkt_one', version: 1 },
        after: { status: 'closed', version: 2, links: [{ kind: 'followedBy', ticketId: change.after.id }] },
        entries: [{ kind: 'ticket.linked' }],
      },
    ]);
  });
});

describe('the verdict on a mail', () => {
  it.each([
    ['spam', { isSpam: true }, 'spam-verdict'],
    ['a virus', { hasVirus: true }, 'virus-verdict'],
    ['both', { isSpam: true, hasVirus: true }, 'virus-verdict'],
  ])('of %s makes a new ticket spam, with no clock, to be new when it was none', (_, verdict, reason) => {
    const { after, entries } = arrive([], { answers: [], ...verdict }).change;

    expect(after).toMatchObject({
      status: 'spam',
      former: [{ status: 'new', postponed: null }],
      clocks: [],
      tags: [],
    });
    expect(entries[0]).toMatchObject({ kind: 'ticket.created', reason });
  });

  it.each([{ isSpam: true }, { hasVirus: true }])(
    '%j changes nothing inside an existing thread',
    (verdict) => {
      const { after } = arrive([thread('answered')], verdict).change;

      expect(after).toMatchObject({ id: 'tkt_one', status: 'open' });
    },
  );

  it('of spam says nothing against who writes on in his closed thread', () => {
    expect(arrive([thread('closed')], { isSpam: true }).change.after.status).toBe('new');
  });
});
