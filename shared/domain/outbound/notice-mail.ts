import type { Account } from '../account/account.ts';
import type { Agent } from '../agent/agent.ts';
import type { Instant } from '../business-time/instant.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import type { NoticeEvent, Unsent } from './unsent.ts';

export interface NoticeMail {
  readonly account: Account;
  readonly ticket: Ticket;
  readonly agent: Agent;
  readonly unsent: Unsent;
  readonly event: NoticeEvent;
  readonly mailDomains: readonly string[];
  readonly at: Instant;
}

/** One line to an agent; nothing that a customer wrote is in it. */
export function noticeMail({
  account,
  ticket,
  agent,
  unsent,
  event,
  mailDomains,
  at,
}: NoticeMail): OutgoingMail {
  const { plusAddressing: _, ...from } = chooseSender(account, ticket, mailDomains);
  const { id, code } = ticket;
  return {
    id: `notice_${unsent.lane}_${unsent.order}`.replaceAll(/[^\w-]/g, '-'),
    ticket: { id, code },
    from,
    plusAddressing: false,
    to: [{ address: agent.email, name: agent.name }],
    cc: [],
    subject: titles[event.kind],
    text: `${noticeSentence(event, code)}\n`,
    html: null,
    thread: [],
    isNotice: true,
    attachments: [],
    sentAt: at,
  };
}

const titles: Readonly<Record<NoticeEvent['kind'], string>> = {
  'sla.warning': 'An SLA target is near',
  'sla.breached': 'An SLA target was missed',
  'ticket.assigned': 'A ticket was given to you',
  'ticket.created': 'A new ticket',
  'ticket.escalated': 'A ticket was escalated',
  'message.received': 'A customer wrote again',
};

const sentences = {
  'ticket.assigned': (code: string) => `Ticket ${code} was given to you.`,
  'ticket.created': (code: string) => `Ticket ${code} is new in your department.`,
  'ticket.escalated': (code: string) => `Ticket ${code} was escalated.`,
  'message.received': (code: string) => `The customer wrote again in ticket ${code}.`,
} as const;

/** What happened, in a line; also as one of a digest. */
export function noticeSentence(event: NoticeEvent, code: string): string {
  if (!('clock' in event)) return sentences[event.kind](code);
  const verb = event.kind === 'sla.warning' ? 'is due' : 'was due';
  return `Ticket ${code}: ${event.clock} ${verb} at ${event.dueAt}.`;
}
