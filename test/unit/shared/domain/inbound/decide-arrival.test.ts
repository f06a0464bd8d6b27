import { describe, expect, it } from 'vitest';
import {
  candidateTickets,
  decideArrival,
  idsToLookUp,
  type SeenOfMail,
} from '#shared/domain/inbound/decide-arrival.ts';
import type { IncomingMail } from '#shared/domain/inbound/incoming-mail.ts';
import { toTicketId } from '#shared/domain/ticket/code.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aCustomer, aTicket } from '#test/support/builders.ts';
import { aClaim, aMail, aMailAccount, asNamed } from './mails.ts';

const code = 'ABC-DEFGH-123';
const ours = '<msg_1@desk.example>';
const his = aTicket({ id: toTicketId(code), code });
const stranger = { address: 'stranger@elsewhere.example', name: null };
const oursOnTicket = aClaim({ mailMessageId: ours, digest: null, ticketId: his.id, ticketVersion: 2 });

interface Found extends Partial<SeenOfMail> {
  /** Each found where it was named. */
  readonly tickets?: readonly Ticket[];
}

const seen = ({ tickets = [], ...changes }: Found = {}): SeenOfMail => ({
  account: aMailAccount(),
  claims: [],
  found: tickets.map(asNamed),
  customer: aCustomer,
  ...changes,
});

const decide = (mail: Partial<IncomingMail>, found: Found = {}) => decideArrival(aMail(mail), seen(found));

describe('decideArrival', () => {
  describe('recognises', () => {
    const known = aClaim({ mailMessageId: '<one@customer.example>' });
    const other = aClaim({ mailMessageId: '<one@customer.example>', digest: 'digest-two' });
    const otherOnce = aClaim({ mailMessageId: '<one@customer.example> digest-one' });
    const own = aClaim({ mailMessageId: '<one@customer.example>', digest: null });

    it.each([
      { name: 'a mail nobody saw', mail: {}, claims: [], kind: 'new', reason: 'no-thread' },
      { name: 'a copy', mail: {}, claims: [known], kind: 'known', reason: 'copy' },
      {
        name: 'another mail under the id',
        mail: {},
        claims: [other],
        kind: 'new',
        reason: 'same-id-other-content',
      },
      { name: 'a copy of that one', mail: {}, claims: [other, otherOnce], kind: 'known', reason: 'copy' },
      {
        name: 'our own mail',
        mail: { isMarkedOurs: true },
        claims: [own],
        kind: 'known',
        reason: 'own-mail-came-back',
      },
      {
        name: 'a stranger with the id of our mail',
        mail: {},
        claims: [own],
        kind: 'new',
        reason: 'same-id-other-content',
      },
    ])('$name', ({ mail, claims, kind, reason }) => {
      const decision = decide(mail, { claims });

      expect(decision.kind).toBe(kind);
      expect(decision.reasons).toContain(reason);
    });

    it('claims an id of its own for another mail under a known id', () => {
      const decision = decide({}, { claims: [other] });

      expect(decision).toMatchObject({ claimId: '<one@customer.example> digest-one', ticket: null });
      expect(idsToLookUp(aMail())).toContain('<one@customer.example> digest-one');
    });
  });

  describe('threads', () => {
    const resolved = { ...his, status: 'resolved' } as Ticket;
    const answers = { answers: [ours] };
    const carries = { code };
    const keepsResolved = aMailAccount(undefined, { reopenResolved: false });

    const foreign = { ...answers, author: stranger };
    const partner = { ...his, recipients: [stranger.address] };
    const noAuthor = { ...answers, author: { address: null, name: null } };
    const closedFor = { tickets: [resolved], account: keepsResolved };
    interface Row {
      readonly name: string;
      readonly mail: Partial<IncomingMail>;
      readonly found: Found;
      readonly reason: string;
    }

    it.each<Row>([
      { name: 'the customer’s answer', mail: answers, found: { tickets: [his] }, reason: 'answers-a-mail' },
      {
        name: 'his mail with the code',
        mail: carries,
        found: { tickets: [his] },
        reason: 'carries-the-code',
      },
      {
        name: 'a recipient’s answer',
        mail: foreign,
        found: { tickets: [partner] },
        reason: 'answers-a-mail',
      },
      {
        name: 'an answer to a resolved one',
        mail: answers,
        found: { tickets: [resolved] },
        reason: 'answers-a-mail',
      },
      {
        name: 'an automatic answer that reopens nothing',
        mail: { ...answers, automatic: 'auto-reply' },
        found: closedFor,
        reason: 'answers-a-mail',
      },
    ])('joins: $name', ({ mail, found, reason }) => {
      const customer = 'author' in mail ? undefined : aCustomer;

      const decision = decide(mail, { claims: [oursOnTicket], customer, ...found });

      expect(decision).toMatchObject({ kind: 'new', reasons: [reason], ticket: { id: his.id } });
    });

    it.each<Row>([
      {
        name: 'a stranger’s answer',
        mail: foreign,
        found: { tickets: [his] },
        reason: 'author-takes-no-part',
      },
      {
        name: 'a stranger’s mail with the code',
        mail: { ...carries, author: stranger },
        found: { tickets: [his] },
        reason: 'author-takes-no-part',
      },
      {
        name: 'a mail without author',
        mail: noAuthor,
        found: { tickets: [his] },
        reason: 'author-takes-no-part',
      },
      {
        name: 'an answer where resolved stays resolved',
        mail: answers,
        found: closedFor,
        reason: 'resolved-stays-resolved',
      },
      { name: 'a code of no ticket', mail: carries, found: {}, reason: 'no-thread' },
    ])('opens a ticket: $name', ({ mail, found, reason }) => {
      const customer = 'author' in mail ? undefined : aCustomer;

      const decision = decide(mail, { claims: [oursOnTicket], customer, ...found });

      expect(decision).toMatchObject({ kind: 'new', reasons: [reason], ticket: null });
    });

    it('knows the customer by his record, whatever address the ticket shows', () => {
      const ticket = { ...his, customer: { ...aCustomer, email: 'old@customer.example' } };

      const decision = decide({ answers: [ours] }, { claims: [oursOnTicket], tickets: [ticket] });

      expect(decision).toMatchObject({ ticket: { id: his.id } });
    });

    it('asks first for what a mail reports on and answers, then for its code, and for few tickets', () => {
      const claims = Array.from({ length: 9 }, (_, at) =>
        aClaim({ mailMessageId: `<${at}@x.example>`, ticketId: `tkt_${at}` }),
      );
      const mail = aMail({ answers: ['<2@x.example>', '<1@x.example>'], reportsOn: ['<7@x.example>'], code });

      expect(candidateTickets(mail, claims)).toEqual([
        { ticketId: 'tkt_7', ticketVersion: 1 },
        { ticketId: 'tkt_2', ticketVersion: 1 },
        { ticketId: 'tkt_1', ticketVersion: 1 },
        { ticketId: toTicketId(code), ticketVersion: null },
      ]);
      expect(
        candidateTickets({ ...mail, answers: claims.map((claim) => claim.mailMessageId) }, claims),
      ).toHaveLength(5);
    });
  });

  describe('automatic mail', () => {
    const bounce = { automatic: 'bounce', reportsOn: [ours], author: stranger } as const;
    const found = { claims: [oursOnTicket], tickets: [his], customer: undefined };

    it('brings a bounce to the ticket whose mail it reports, and names that mail', () => {
      expect(decide(bounce, found)).toMatchObject({
        ticket: { id: his.id },
        automatic: 'bounce',
        undelivered: { mailMessageId: ours, ticketVersion: 2 },
        reasons: ['report-on-our-mail'],
      });
    });

    it.each(['delay', 'mdn', 'auto-generated'])(
      'brings a %s there and leaves the delivery alone',
      (automatic) => {
        expect(decide({ ...bounce, automatic }, found)).toMatchObject({
          ticket: { id: his.id },
          undelivered: null,
        });
      },
    );

    it('takes no report on a mail that was not ours', () => {
      const claims = [{ ...oursOnTicket, digest: 'digest-of-his' }];

      expect(decide(bounce, { ...found, claims })).toMatchObject({ ticket: null, undelivered: null });
    });

    it('has no delivery to mark for a notice that bounced', () => {
      const claims = [{ ...oursOnTicket, ticketVersion: null }];

      expect(decide(bounce, { ...found, claims })).toMatchObject({
        ticket: { id: his.id },
        undelivered: null,
      });
    });

    it('opens a ticket for a bounce of nothing that we know', () => {
      expect(decide(bounce, { customer: undefined })).toMatchObject({
        kind: 'new',
        ticket: null,
        automatic: 'bounce',
      });
    });

    it('holds a mail from ourselves for automatic', () => {
      expect(decide({ isMarkedOurs: true })).toMatchObject({ kind: 'new', automatic: 'own-mail' });
    });
  });
});
