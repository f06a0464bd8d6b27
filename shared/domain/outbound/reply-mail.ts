import type { Account } from '../account/account.ts';
import { mailboxOf, ownMailboxes } from '../inbound/own-mailboxes.ts';
import { renderHtml, renderText, renderTextAsHtml } from '../template/render-template.ts';
import { templateFor } from '../template/template-for.ts';
import type { Message } from '../ticket/message.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import { factsFor } from './template-facts.ts';

export interface ReplyMail {
  readonly account: Account;
  readonly ticket: Ticket;
  readonly message: Message;
  readonly thread: readonly string[];
  readonly mailDomains: readonly string[];
}

/** An agent's reply as mail to the customer, with everybody who takes part in copy; null when he has no address. */
export function replyMail({ account, ticket, message, thread, mailDomains }: ReplyMail): OutgoingMail | null {
  const { id, code, customer } = ticket;
  if (customer.email === null) return null;
  const { plusAddressing, ...from } = chooseSender(account, ticket, mailDomains);
  return {
    id: message.id,
    ticket: { id, code },
    from,
    plusAddressing,
    to: [{ address: customer.email, name: customer.name }],
    cc: othersOf(ticket, account, from.address).map((address) => ({ address, name: null })),
    subject: ticket.subject,
    ...textsOf(account, ticket, message),
    thread,
    isNotice: false,
    attachments: message.attachments.filter(({ state }) => state === 'stored'),
    sentAt: message.createdAt,
  };
}

/** Never ourselves: our own mail would come back. */
function othersOf({ customer, recipients }: Ticket, account: Account, sender: string): string[] {
  const ours = ownMailboxes(account).add(mailboxOf(sender));
  return recipients.filter((address) => address !== customer.email && !ours.has(mailboxOf(address)));
}

/** What the agent wrote, in the template where one is set; signed by it, or below. */
function textsOf(account: Account, ticket: Ticket, message: Message): Pick<OutgoingMail, 'text' | 'html'> {
  // What a template says is already whole.
  if (message.automatic === 'template') return { text: message.body, html: message.html };
  const template = templateFor(account, ticket.departmentId, 'answer');
  const facts = factsFor(account, ticket, { message });
  const { text, html } = template ?? { text: '{{message}}', html: null };
  const isSigned = [text, html ?? ''].some((one) => one.includes('signature'));
  const signature = isSigned ? null : facts.signature;
  const htmlText = html === null ? message.html && renderTextAsHtml(text, facts) : renderHtml(html, facts);
  return {
    text: `${renderText(text, facts)}${signature === null ? '' : `\n\n-- \n${signature.text}`}`,
    html:
      htmlText === null ? null : `${htmlText}${signature === null ? '' : `<p>-- <br>${signature.html}</p>`}`,
  };
}
