import type { Account } from '../account/account.ts';
import type { TicketId } from '../ids.ts';
import { toTicketId } from '../ticket/code.ts';
import type { Belonging, Followed } from '../ticket/message-trail.ts';
import { isDiscarded } from '../ticket/status.ts';
import type { Ticket, TicketCustomer } from '../ticket/ticket.ts';
import type { MailClaim } from '../ticket/ticket-store.ts';
import { continuesOn } from './continue-conversation.ts';
import type { IncomingMail } from './incoming-mail.ts';

/** What was found about a mail before deciding. */
export interface SeenOfMail {
  readonly account: Account;
  /** Of its own id and of all ids that it names. */
  readonly claims: readonly MailClaim[];
  /** The tickets of `candidateTickets`, in that order, as far as they exist. */
  readonly found: readonly FoundTicket[];
  /** Whom its author's address belongs to. */
  readonly customer: TicketCustomer | undefined;
}

/** A ticket that a mail names, and the one that has what it names now: another where that was merged or split. */
export interface FoundTicket extends Followed {
  readonly namedId: TicketId;
}

export type ArrivalReason =
  | 'copy'
  | 'own-mail-came-back'
  | 'same-id-other-content'
  | 'report-on-our-mail'
  | 'answers-a-mail'
  | 'carries-the-code'
  | 'author-takes-no-part'
  | 'resolved-stays-resolved'
  | 'closed-stays-closed'
  | 'thread-was-discarded'
  | 'no-thread';

/** What to do with a mail, and why. */
export type ArrivalDecision =
  | { readonly kind: 'known'; readonly reasons: readonly ArrivalReason[] }
  | NewArrival;

export interface NewArrival {
  readonly kind: 'new';
  /** Where it belongs; null: it opens a ticket. */
  readonly ticket: Ticket | null;
  /** The ended ticket that its own one comes after. */
  readonly follows: Ticket | null;
  /** The id to claim for it. */
  readonly claimId: string;
  /** Why nobody answers it automatically. */
  readonly automatic: string | null;
  /** Our message that it reports as undelivered. */
  readonly undelivered: ClaimOfMessage | null;
  readonly reasons: readonly ArrivalReason[];
}

/** Of a message; a notice has a claim too and is none. */
export type ClaimOfMessage = MailClaim & { readonly ticketVersion: number };

const isOfMessage = (claim: MailClaim): claim is ClaimOfMessage => claim.ticketVersion !== null;

/** A thread is rarely longer, and a made-up list must not cost reads without end. */
const mostIds = 40;
const mostTickets = 5;

/** The id under which a mail is kept whose Message-ID belongs to another mail already. */
const idBesides = (mail: IncomingMail) => `${mail.id} ${mail.digest}`;

/** Every id whose claim the decision needs. */
export function idsToLookUp(mail: IncomingMail): string[] {
  return [mail.id, idBesides(mail), ...mail.reportsOn.slice(0, mostIds), ...mail.answers.slice(0, mostIds)];
}

/** Tickets that a mail may belong to, the likeliest first: what it reports on, what it answers, the code that it carries. */
export function candidateTickets(mail: IncomingMail, claims: readonly MailClaim[]): Belonging[] {
  const claimByMail = new Map(claims.map((claim) => [claim.mailMessageId, claim]));
  const named = [...mail.reportsOn, ...mail.answers].flatMap((id) => claimByMail.get(id) ?? []);
  const byCode = mail.code === null ? [] : [{ ticketId: toTicketId(mail.code), ticketVersion: null }];
  const byTicket = new Map<TicketId, Belonging>();
  for (const { ticketId, ticketVersion } of [...named, ...byCode]) {
    if (!byTicket.has(ticketId)) byTicket.set(ticketId, { ticketId, ticketVersion });
  }
  return [...byTicket.values()].slice(0, mostTickets);
}

/**
 * Whether a mail is new, and the ticket that it belongs to (behaviour.md section 8). A person's mail joins a ticket only
 * if he is its customer or a recipient: knowing a code or a Message-ID is not enough. A report joins the ticket of the
 * mail that it reports on, whoever sent it.
 */
export function decideArrival(mail: IncomingMail, seen: SeenOfMail): ArrivalDecision {
  const recognised = recognise(mail, seen.claims);
  if (recognised.claimId === null) return { kind: 'known', reasons: recognised.reasons };
  const automatic = mail.automatic ?? (mail.isMarkedOurs ? 'own-mail' : null);
  const reported = findReported(mail, seen);
  const place = reported ?? chooseThread({ ...mail, automatic }, seen);
  return {
    kind: 'new',
    ticket: place.ticket,
    follows: place.follows ?? null,
    claimId: recognised.claimId,
    automatic,
    undelivered:
      mail.automatic === 'bounce' && reported && isOfMessage(reported.claim) ? reported.claim : null,
    reasons: [...recognised.reasons, ...place.reasons],
  };
}

interface Recognised {
  /** Null: this very mail is here already. */
  readonly claimId: string | null;
  readonly reasons: readonly ArrivalReason[];
}

function recognise(mail: IncomingMail, claims: readonly MailClaim[]): Recognised {
  const claim = claims.find(({ mailMessageId }) => mailMessageId === mail.id);
  if (claim === undefined) return { claimId: mail.id, reasons: [] };
  // Whoever got our mail knows its Message-ID, so only our mark beside it makes it ours.
  if (claim.digest === null && mail.isMarkedOurs) return { claimId: null, reasons: ['own-mail-came-back'] };
  const isCopy =
    claim.digest === mail.digest || claims.some(({ mailMessageId }) => mailMessageId === idBesides(mail));
  return isCopy
    ? { claimId: null, reasons: ['copy'] }
    : { claimId: idBesides(mail), reasons: ['same-id-other-content'] };
}

interface Place {
  readonly ticket: Ticket | null;
  readonly follows?: Ticket;
  readonly reasons: readonly ArrivalReason[];
}

/** Only mails that we sent can be reported on. */
function findReported(
  mail: IncomingMail,
  { claims, found }: SeenOfMail,
): (Place & { claim: MailClaim }) | null {
  const claim = claims.find(
    ({ mailMessageId, digest }) => digest === null && mail.reportsOn.includes(mailMessageId),
  );
  const reported = found.find(({ namedId }) => namedId === claim?.ticketId);
  return claim && reported ? { claim, ticket: reported.ticket, reasons: ['report-on-our-mail'] } : null;
}

function chooseThread(mail: IncomingMail, seen: SeenOfMail): Place {
  const his = seen.found.filter((one) => takesPartIn(one, mail, seen.customer));
  const open = his.find(({ ticket }) => isOpenTo(mail, ticket, seen.account));
  if (open !== undefined) return { ticket: open.ticket, reasons: [reasonFor(open, mail, seen.claims)] };
  const follows = his.map(({ ticket }) => ticket).find(({ status }) => !isDiscarded(status));
  if (follows !== undefined) {
    const reason = follows.status === 'closed' ? 'closed-stays-closed' : 'resolved-stays-resolved';
    return { ticket: null, follows, reasons: [reason] };
  }
  if (his.length > 0) return { ticket: null, reasons: ['thread-was-discarded'] };
  return { ticket: null, reasons: [seen.found.length > 0 ? 'author-takes-no-part' : 'no-thread'] };
}

/** Whoever took part in what was merged takes part in what it belongs to. */
function takesPartIn(
  { named, ticket }: FoundTicket,
  mail: IncomingMail,
  customer: TicketCustomer | undefined,
): boolean {
  return takesPart(ticket, mail, customer) || takesPart(named, mail, customer);
}

function takesPart(ticket: Ticket, { author }: IncomingMail, customer: TicketCustomer | undefined): boolean {
  if (customer?.id === ticket.customer.id) return true;
  const { address } = author;
  return address !== null && (ticket.customer.email === address || ticket.recipients.includes(address));
}

/** Automatic mail reopens nothing, so it may join what has ended. */
function isOpenTo({ automatic }: IncomingMail, ticket: Ticket, { settings }: Account): boolean {
  return continuesOn(ticket, settings) || (automatic !== null && !isDiscarded(ticket.status));
}

function reasonFor(
  { namedId }: FoundTicket,
  mail: IncomingMail,
  claims: readonly MailClaim[],
): ArrivalReason {
  const answered = claims.some(
    ({ mailMessageId, ticketId }) => ticketId === namedId && mail.answers.includes(mailMessageId),
  );
  return answered ? 'answers-a-mail' : 'carries-the-code';
}
