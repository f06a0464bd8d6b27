import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import { defaultDepartmentId } from '../ids.ts';
import { mailboxOf, ownMailboxes } from '../inbound/own-mailboxes.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import type { Unsent } from './unsent.ts';

export interface RuleMail {
  readonly account: Account;
  /** What it is about; null: no ticket. */
  readonly ticket: Ticket | null;
  readonly unsent: Unsent;
  readonly mail: Extract<Unsent['what'], { kind: 'ruleMail' }>;
  readonly mailDomains: readonly string[];
  readonly at: Instant;
}

/** What a rule writes to an address; null for one of ours, from where it would come back as a ticket. */
export function ruleMail({ account, ticket, unsent, mail, mailDomains, at }: RuleMail): OutgoingMail | null {
  const place = ticket ?? { departmentId: defaultDepartmentId, sourceId: null };
  const { plusAddressing: _, ...from } = chooseSender(account, place, mailDomains);
  if (ownMailboxes(account).add(mailboxOf(from.address)).has(mailboxOf(mail.to))) return null;
  return {
    id: `rule_${unsent.lane}`,
    ticket: ticket && { id: ticket.id, code: ticket.code },
    from,
    plusAddressing: false,
    to: [{ address: mail.to, name: null }],
    cc: [],
    subject: mail.subject,
    text: `${mail.body}\n`,
    html: null,
    thread: [],
    isNotice: true,
    attachments: [],
    sentAt: at,
  };
}
