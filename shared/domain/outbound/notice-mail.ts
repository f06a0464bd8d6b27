import type { Account } from '../account/account.ts';
import type { Agent } from '../agent/agent.ts';
import type { Instant } from '../business-time/instant.ts';
import { defaultDepartmentId } from '../ids.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { chooseSender } from './sender.ts';
import type { NoticeEvent, Unsent } from './unsent.ts';

export interface NoticeMail {
  readonly account: Account;
  /** Null for what rules tell of something else. */
  readonly ticket: Ticket | null;
  readonly agent: Agent;
  readonly unsent: Unsent;
  readonly event: NoticeEvent;
  readonly mailDomains: readonly string[];
  readonly at: Instant;
}

/** A few words to an agent; of what a customer wrote, only what a rule's text names is in it. */
export function noticeMail({
  account,
  ticket,
  agent,
  unsent,
  event,
  mailDomains,
  at,
}: NoticeMail): OutgoingMail {
  const { plusAddressing: _, ...from } = chooseSender(account, ticket ?? nowhere, mailDomains);
  return {
    id: `notice_${unsent.lane}_${unsent.order}`.replaceAll(/[^\w-]/g, '-'),
    ticket: ticket && { id: ticket.id, code: ticket.code },
    from,
    plusAddressing: false,
    to: [{ address: agent.email, name: agent.name }],
    cc: [],
    subject: titles[event.kind],
    text: `${noticeSentence(event, ticket?.code ?? null)}\n`,
    html: null,
    thread: [],
    isNotice: true,
    attachments: [],
    sentAt: at,
  };
}

/** Whose mail it is that is about no ticket. */
const nowhere = { departmentId: defaultDepartmentId, sourceId: null } as const;

const titles: Readonly<Record<NoticeEvent['kind'], string>> = {
  'sla.warning': 'An SLA target is near',
  'sla.breached': 'An SLA target was missed',
  'ticket.assigned': 'A ticket was given to you',
  rule: 'A rule tells you something',
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

/** What happened, in a line; also as one of a digest. Only what a rule tells can be about no ticket. */
export function noticeSentence(event: NoticeEvent, code: string | null): string {
  if (event.kind === 'rule') return code === null ? event.body : `Ticket ${code}: ${event.body}`;
  if (!('clock' in event)) return sentences[event.kind](code ?? '');
  const verb = event.kind === 'sla.warning' ? 'is due' : 'was due';
  return `Ticket ${code}: ${event.clock} ${verb} at ${event.dueAt}.`;
}
