import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import { mailboxOf, ownMailboxes } from '../inbound/own-mailboxes.ts';
import { renderHtml, renderText } from '../template/render-template.ts';
import { templateFor } from '../template/template-for.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import { factsFor } from './template-facts.ts';
import type { Unsent } from './unsent.ts';

export interface AutomaticMail {
  readonly account: Account;
  readonly ticket: Ticket;
  readonly unsent: Unsent;
  readonly kind: Extract<Unsent['what'], { kind: 'automatic' }>['template'];
  readonly thread: readonly string[];
  /** Null where the mail does not ask for a rating. */
  readonly ratingLink: string | null;
  readonly mailDomains: readonly string[];
  readonly at: Instant;
}

/** A mail that nobody wrote, to the customer alone; null where no template is left, and for an address of ours. */
export function automaticMail(automatic: AutomaticMail): OutgoingMail | null {
  const { account, ticket, unsent, kind, thread, ratingLink, mailDomains, at } = automatic;
  const { id, code, customer, departmentId } = ticket;
  const template = templateFor(account, departmentId, kind);
  if (template === null || customer.email === null) return null;
  const { plusAddressing, ...from } = chooseSender(account, ticket, mailDomains);
  if (ownMailboxes(account).add(mailboxOf(from.address)).has(mailboxOf(customer.email))) return null;
  const facts = factsFor(account, ticket, { ratingLink });
  return {
    id: `automatic_${unsent.lane}_${unsent.order}`,
    ticket: { id, code },
    from,
    plusAddressing,
    to: [{ address: customer.email, name: customer.name }],
    cc: [],
    subject: template.subject === null ? ticket.subject : renderText(template.subject, facts),
    text: renderText(template.text, facts),
    html: template.html === null ? null : renderHtml(template.html, facts),
    thread,
    isNotice: true,
    attachments: [],
    sentAt: at,
  };
}
