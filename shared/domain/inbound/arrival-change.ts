import type { Instant } from '../business-time/instant.ts';
import type { OwnedAddress } from '../customer/customer.ts';
import type { KnownCustomer } from '../rule/learned.ts';
import { followed } from '../ticket/link-tickets.ts';
import type { Author } from '../ticket/message.ts';
import { messageFrom } from '../ticket/message-content.ts';
import { openTicket, type SpamReason } from '../ticket/open-ticket.ts';
import { receiveMessage } from '../ticket/receive-message.ts';
import type { Ticket, TicketCustomer } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { Alongside, MailClaim } from '../ticket/ticket-store.ts';
import type { Placement } from './choose-source.ts';
import { customerFor } from './customer-for.ts';
import type { ClaimOfMessage } from './decide-arrival.ts';
import type { IncomingMail } from './incoming-mail.ts';
import { type Arrived, contentOf } from './mail-content.ts';
import { mailboxOf, ownMailboxes } from './own-mailboxes.ts';

type Circumstances = Omit<ChangeContext, 'actor'> & {
  readonly placement: Placement;
  readonly customer: OwnedAddress | undefined;
  readonly knownCustomer: KnownCustomer | null;
};

export interface Saving {
  readonly change: TicketChange;
  readonly alongside: Alongside;
}

/** What a mail that is new changes: a ticket of its own, a message of one, or news about a mail that we sent. */
export function arrivalChange(arrived: Arrived, circumstances: Circumstances): Saving {
  const { ticket, undelivered } = arrived.decision;
  if (ticket === null) return opening(arrived, circumstances);
  const change =
    undelivered === null
      ? joining(ticket, arrived, circumstances)
      : returned(ticket, arrived, { ...circumstances, actor: { kind: 'system', id: null } });
  const delivery =
    undelivered === null ? {} : { delivery: failure(undelivered, arrived.mail, circumstances.at) };
  return { change, alongside: { claims: [claimOf(arrived, change)], ...delivery } };
}

function opening(
  arrived: Arrived,
  { placement, customer: known, knownCustomer, ...base }: Circumstances,
): Saving {
  const { mail, stored, decision } = arrived;
  const given = { name: mail.author.name, email: mail.author.address, phone: null };
  const { customer, newCustomer } = customerFor(given, known === undefined ? [] : [known], base);
  const context = { ...base, actor: { kind: 'customer' as const, id: customer.id } };
  const change = openTicket(
    {
      subject: mail.subject,
      channel: 'email',
      sourceId: placement.sourceId,
      departmentId: placement.departmentId,
      customer,
      recipients: decision.automatic === null ? othersOf(mail, base) : [],
      tags: placement.tags,
      content: contentOf(arrived, writer(customer)),
      outgoing: false,
      spam: spamReason(mail, decision.follows),
      follows: decision.follows?.id ?? null,
      learned: { headers: mail.headers, recipients: mail.recipients, customer: knownCustomer },
      arrivedAt: stored.receivedAt,
    },
    context,
  );
  const linked = followed(decision.follows, change, context);
  return { change, alongside: { claims: [claimOf(arrived, change)], newCustomer, ...linked } };
}

function joining(
  ticket: Ticket,
  arrived: Arrived,
  { placement: _, knownCustomer: __, customer, ...base }: Circumstances,
): TicketChange {
  const { mail, stored, decision } = arrived;
  const author = customer?.owner ?? { id: null, name: mail.author.name };
  const arrival = {
    content: contentOf(arrived, { kind: 'customer', id: author.id, name: author.name ?? mail.author.name }),
    recipients:
      decision.automatic === null ? othersOf(mail, base).filter((one) => one !== ticket.customer.email) : [],
    arrivedAt: stored.receivedAt,
  };
  return receiveMessage(ticket, arrival, { ...base, actor: { kind: 'customer', id: author.id } });
}

/** A bounce is kept with its ticket, marks the mail that did not arrive, and reopens nothing. */
function returned(ticket: Ticket, arrived: Arrived, context: ChangeContext): TicketChange {
  const { undelivered } = arrived.decision;
  const draft = TicketDraft.of(ticket, context);
  const message = messageFrom(
    contentOf(arrived, { kind: 'system', id: null, name: arrived.mail.author.name }),
    draft,
  );
  return draft
    .set({ messageCount: ticket.messageCount + 1, lastMessageAt: context.at })
    .add(message)
    .log({ kind: 'message.received', messageId: message.id })
    .log({
      kind: 'message.deliveryChanged',
      messageId: undelivered?.messageId ?? '',
      after: { state: 'failed' },
      reason: 'bounced',
    })
    .finish();
}

function failure(
  undelivered: ClaimOfMessage,
  mail: IncomingMail,
  at: Instant,
): NonNullable<Alongside['delivery']> {
  const { ticketId, ticketVersion } = undelivered;
  return {
    ticketId,
    ticketVersion,
    changes: { state: 'failed', reason: mail.bounceReason ?? 'bounced', at },
  };
}

function claimOf({ mail, decision }: Arrived, { after, messages }: TicketChange): MailClaim {
  return {
    mailMessageId: decision.claimId,
    digest: mail.digest,
    ticketId: after.id,
    ticketVersion: after.version,
    messageId: messages[0]?.id ?? '',
  };
}

const writer = ({ id, name }: TicketCustomer): Author => ({ kind: 'customer', id, name });

/** Why a mail is no request. A spam verdict says nothing against who writes on in a thread of his, be it closed. */
function spamReason({ isSpam, hasVirus }: IncomingMail, follows: Ticket | null): SpamReason | null {
  if (hasVirus) return 'virus-verdict';
  return isSpam && follows === null ? 'spam-verdict' : null;
}

/** More are a mailing, not a conversation. */
const mostOthers = 50;

/** Who else takes part: everybody it was sent to but its author and us. */
function othersOf(mail: IncomingMail, { account }: Pick<ChangeContext, 'account'>): string[] {
  const ours = ownMailboxes(account);
  const reached = new Set(mail.deliveredTo.map(mailboxOf));
  const others = mail.recipients.filter((address) => {
    const mailbox = mailboxOf(address);
    return address !== mail.author.address && !ours.has(mailbox) && !reached.has(mailbox);
  });
  return others.slice(0, mostOthers);
}
