import { type Account, departmentOrDefault } from '../account/account.ts';
import { mailboxOf, ownMailboxes } from '../inbound/own-mailboxes.ts';
import type { Message } from '../ticket/message.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';

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
  const { signature } = departmentOrDefault(account, ticket.departmentId);
  return {
    id: message.id,
    ticket: { id, code },
    from,
    plusAddressing,
    to: [{ address: customer.email, name: customer.name }],
    cc: othersOf(ticket, account, from.address).map((address) => ({ address, name: null })),
    subject: ticket.subject,
    text: signature === null ? message.body : `${message.body}\n\n-- \n${signature}`,
    html: message.html === null ? null : `${message.html}${signatureHtml(signature)}`,
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

function signatureHtml(signature: string | null): string {
  if (signature === null) return '';
  const escaped = signature
    .replaceAll(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll('\n', '<br>');
  return `<p>-- <br>${escaped}</p>`;
}
