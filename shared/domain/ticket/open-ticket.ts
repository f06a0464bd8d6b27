import type { Instant } from '../business-time/instant.ts';
import type { DepartmentId, SourceId, TicketId } from '../ids.ts';
import type { Facts } from '../rule/field.ts';
import type { Learned } from '../rule/learned.ts';
import { levelFor } from '../sla/level-for.ts';
import { toTicketId } from './code.ts';
import type { EntryChange } from './entry.ts';
import { addLink } from './link-tickets.ts';
import { type MessageContent, messageFrom, sendReply } from './message-content.ts';
import { tellCustomer } from './tell-customer.ts';
import type { Channel, Priority, Ticket, TicketCustomer } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

export interface Opening {
  readonly subject: string;
  readonly channel: Channel;
  readonly sourceId: SourceId | null;
  readonly departmentId: DepartmentId;
  readonly customer: TicketCustomer;
  readonly recipients?: readonly string[];
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly customFields?: Ticket['customFields'];
  /** The customer's first message; or ours, when we write first. */
  readonly content: MessageContent;
  readonly outgoing: boolean;
  /** Why it is no request: it is made as spam, and would be new. */
  readonly spam?: SpamReason | null;
  /** What SLA rules may ask beside the ticket: of a mail, and of a customer who is known. */
  readonly learned?: Partial<Pick<Learned, 'headers' | 'recipients' | 'customer'>>;
  /** The ticket whose end this one comes after. */
  readonly follows?: TicketId | null;
  /** When the message arrived, which may lie before it is written down; the first clock starts then. */
  readonly arrivedAt: Instant;
}

export type SpamReason = 'spam-verdict' | 'virus-verdict';

/** A new ticket with its first message. SLA rules run once, here (behaviour.md sections 1 and 6). */
export function openTicket(opening: Opening, context: ChangeContext): TicketChange {
  const ticket = blankTicket(opening, context);
  const levelId = levelFor(factsOf(ticket, opening, context), context.account.slaRules);
  const draft = TicketDraft.ofNew({ ...ticket, levelId }, context);
  draft.log(createdEntry(draft.ticket, opening.spam ?? null));
  if (draft.ticket.status !== 'spam') {
    draft.clock({
      type: 'created',
      by: opening.outgoing ? 'agent' : 'customer',
      messageAt: opening.arrivedAt,
    });
  }
  if (opening.follows) addLink(draft, { kind: 'follows', ticketId: opening.follows });
  const message = messageFrom(opening.content, draft);
  draft
    .add(message)
    .log({ kind: opening.outgoing ? 'message.sent' : 'message.received', messageId: message.id });
  if (opening.outgoing) sendReply(draft, message);
  else if (draft.ticket.status === 'new' && message.automatic === null) tellCustomer(draft, 'ticketCreated');
  return draft.finish();
}

function factsOf(ticket: Ticket, { content, learned }: Opening, context: ChangeContext): Facts {
  const { account, at, actor } = context;
  const body = content.visibleText ?? content.body;
  const known = {
    customer: null,
    presence: null,
    headers: new Map(),
    recipients: [],
    body,
    lastMessage: body,
    ...learned,
  };
  return { ticket, departmentId: ticket.departmentId, account, at, actor, learned: known };
}

/** No rule had to do with it yet. */
const unruled = {
  setOffBy: [],
  ruleSteps: 0,
  isChainStopped: false,
  firedRuleIds: [],
  timeRuleLooks: {},
} as const;

function blankTicket(opening: Opening, context: ChangeContext): Ticket {
  const { outgoing, arrivedAt } = opening;
  const { at } = context;
  const code = context.ids.code();
  const writer = context.actor.kind === 'agent' ? (context.actor.id as Ticket['lastAgentId']) : null;
  return {
    id: toTicketId(code),
    code,
    version: 1,
    subject: opening.subject,
    ...firstStatus(opening),
    priority: opening.priority ?? 'normal',
    channel: opening.channel,
    sourceId: opening.sourceId,
    departmentId: opening.departmentId,
    assigneeId: null,
    lastAgentId: outgoing ? writer : null,
    takenAt: null,
    customer: opening.customer,
    recipients: opening.recipients ?? [],
    tags: [...new Set(opening.tags)],
    customFields: opening.customFields ?? {},
    customStatusId: null,
    levelId: null,
    clocks: [],
    importanceAt: at,
    postponed: null,
    queuedAt: null,
    ...unruled,
    due: null,
    links: [],
    rating: null,
    conversation: [],
    messageCount: 1,
    createdAt: at,
    updatedAt: at,
    statusChangedAt: at,
    lastMessageAt: at,
    lastCustomerMessageAt: outgoing ? null : arrivedAt,
    lastAgentMessageAt: outgoing ? at : null,
  };
}

function firstStatus({ outgoing, spam }: Opening): Pick<Ticket, 'status' | 'former'> {
  if (spam) return { status: 'spam', former: [{ status: 'new', postponed: null }] };
  return { status: outgoing ? 'answered' : 'new', former: [] };
}

function createdEntry(ticket: Ticket, spam: SpamReason | null): EntryChange {
  const { code, status, priority, channel, sourceId, departmentId, tags, levelId } = ticket;
  return {
    kind: 'ticket.created',
    ...(spam === null ? {} : { reason: spam }),
    after: {
      code,
      status,
      priority,
      channel,
      sourceId,
      departmentId,
      tags,
      levelId,
      customerId: ticket.customer.id,
    },
  };
}
