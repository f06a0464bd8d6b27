import { describe, expect, it } from 'vitest';
import { decideArrival, type SeenOfMail } from '#shared/domain/inbound/decide-arrival.ts';
import type { IncomingMail } from '#shared/domain/inbound/incoming-mail.ts';
import { toTicketId } from '#shared/domain/ticket/code.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aCustomer, aTicket } from '#test/support/builders.ts';
import { aClaim, aMail, aMailAccount } from './mails.ts';

const code = 'ABC-DEFGH-123';
const ours = '<msg_1@desk.example>';
const source = aTicket({ id: toTicketId(code), code });
const dora = { ...aCustomer, id: 'cus_dora', email: 'dora@customer.example' } as const;
const target = aTicket({ id: 'tkt_target', customer: dora });
const stranger = { address: 'stranger@elsewhere.example', name: null };
const oursOnSource = aClaim({ mailMessageId: ours, digest: null, ticketId: source.id, ticketVersion: 2 });
const into = (ticket: Ticket) => [{ namedId: source.id, named: source, ticket }];

const decide = (mail: Partial<IncomingMail>, seen: Partial<SeenOfMail> = {}) =>
  decideArrival(aMail(mail), {
    account: aMailAccount(),
    claims: [oursOnSource],
    found: into(target),
    customer: aCustomer,
    ...seen,
  });

describe('a mail that names a merged ticket', () => {
  it.each([
    { name: 'its customer’s answer', mail: { answers: [ours] }, reason: 'answers-a-mail' },
    { name: 'its customer’s mail with its code', mail: { code }, reason: 'carries-the-code' },
  ])('goes to the target: $name', ({ mail, reason }) => {
    expect(decide(mail)).toMatchObject({ ticket: { id: target.id }, reasons: [reason] });
  });

  it('goes to the target from the target’s customer too', () => {
    const author = { address: dora.email, name: null };

    expect(decide({ code, author }, { customer: dora })).toMatchObject({ ticket: { id: target.id } });
  });

  it('opens a ticket when a stranger wrote it', () => {
    const decision = decide({ code, author: stranger }, { customer: undefined });

    expect(decision).toMatchObject({ ticket: null, reasons: ['author-takes-no-part'] });
  });

  it.each([
    { status: 'closed', follows: { id: target.id } },
    { status: 'spam', follows: null },
    { status: 'deleted', follows: null },
  ] as const)('opens a ticket where the target is $status', ({ status, follows }) => {
    const decision = decide({ code }, { found: into({ ...target, status }) });

    expect(decision).toMatchObject({ ticket: null, follows });
  });

  it('is a bounce: it goes to the target, and names our mail where it stands', () => {
    const bounce = { automatic: 'bounce', reportsOn: [ours], author: stranger } as const;

    expect(decide(bounce, { customer: undefined })).toMatchObject({
      ticket: { id: target.id },
      undelivered: { ticketId: source.id, ticketVersion: 2 },
    });
  });
});
