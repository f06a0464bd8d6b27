import type { MessageId, TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Learned } from '../rule/learned.ts';
import { levelFor } from '../sla/level-for.ts';
import { toTicketId } from './code.ts';
import { cutConversation, mostStretches, unite } from './conversation.ts';
import { requireNotMerged } from './merge-tickets.ts';
import { isDiscarded, type TicketStatus } from './status.ts';
import type { Stretch, Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';
import type { MessageOutline, Trace } from './ticket-store.ts';

export interface Split {
  /** The ticket that gives away its last messages. */
  readonly ticket: TicketChange;
  readonly opened: TicketChange;
  readonly trace: Trace;
}

interface Asked {
  readonly messageId: MessageId;
  /** All messages of the ticket, in order of time. */
  readonly outline: readonly MessageOutline[];
  /** What SLA rules may ask beside the ticket. */
  readonly learned?: Learned;
}

const unread: Learned = {
  customer: null,
  presence: null,
  body: null,
  lastMessage: null,
  headers: new Map(),
  recipients: [],
};

/**
 * A message and what follows become a ticket of their own (behaviour.md section 1), which reads them where they stand; the
 * old one shows them no more and keeps its status and clocks. Fields and assignee are copied, SLA rules run for the new
 * one, and its status says what has become of its messages. The customer is told nothing.
 */
export function splitTicket(
  ticket: Ticket,
  { messageId, outline, learned = unread }: Asked,
  context: ChangeContext,
): Split {
  requireSplittable(ticket);
  const at = outline.findIndex(({ id }) => id === messageId);
  requireBeginning(outline, at);
  const [left, moved] = [outline.slice(0, at), outline.slice(at)];
  const { kept, given } = cutConversation(ticket, firstVersions(moved));
  requireRoom(Math.max(kept.length, given.length + 1));
  const opened = openFrom(ticket, { moved, given, learned }, context);
  const { id: to } = opened.after;
  const draft = TicketDraft.of(ticket, context)
    .set({
      conversation: kept,
      links: [...ticket.links, { kind: 'splitInto', ticketId: to }],
      ...newsOf(left),
    })
    .log({ kind: 'ticket.split', messageId, after: { splitInto: to } });
  const change = draft.finish();
  const { version: ticketVersion } = change.after;
  return { ticket: change, opened, trace: { ticketId: ticket.id, ticketVersion, to, given } };
}

function requireSplittable(ticket: Ticket): void {
  requireNotMerged(ticket);
  const { status } = ticket;
  if (!isDiscarded(status) && status !== 'chatting' && status !== 'calling') return;
  throw new Refusal('status-not-allowed', `A ticket that is ${status} cannot be split.`);
}

/** A note or a report of a mail server is nothing that a conversation begins with. */
function requireBeginning(outline: readonly MessageOutline[], at: number): void {
  const message = outline[at];
  if (message === undefined) {
    const errors = [{ path: 'messageId', message: 'names no message of this ticket' }];
    throw new Refusal('invalid', 'There is no such message.', { errors });
  }
  if (at === 0) throw new Refusal('split-not-allowed', 'Nothing would be left of the ticket.');
  if (message.type !== 'note' && message.author.kind !== 'system') return;
  throw new Refusal('split-not-allowed', 'A ticket begins with what its customer or an agent wrote to him.');
}

function requireRoom(stretches: number): void {
  if (stretches <= mostStretches) return;
  throw new Refusal('split-not-allowed', 'This ticket was merged and split too often to be split again.');
}

function firstVersions(moved: readonly MessageOutline[]): Map<TicketId, number> {
  const firstOf = new Map<TicketId, number>();
  for (const { ticketId, ticketVersion } of moved) {
    if (!firstOf.has(ticketId)) firstOf.set(ticketId, ticketVersion);
  }
  return firstOf;
}

const isFromCustomer = ({ type }: MessageOutline) => type === 'message';
const isAnswer = ({ type }: MessageOutline) => type === 'reply';

interface Part {
  readonly moved: readonly MessageOutline[];
  readonly given: readonly Stretch[];
  readonly learned: Learned;
}

function openFrom(ticket: Ticket, { moved, given, learned }: Part, context: ChangeContext): TicketChange {
  const { at, ids } = context;
  const code = ids.code();
  const id = toTicketId(code);
  const blank: Ticket = {
    ...ticket,
    id,
    code,
    version: 1,
    status: statusOf(moved),
    former: [],
    takenAt: null,
    customStatusId: null,
    levelId: null,
    clocks: [],
    postponed: null,
    queuedAt: null,
    firedRuleIds: [],
    due: null,
    links: [{ kind: 'splitFrom', ticketId: ticket.id }],
    conversation: unite([...given, { ticketId: id, from: 1, upTo: null }]),
    createdAt: at,
    updatedAt: at,
    statusChangedAt: at,
    ...newsOf(moved),
  };
  const { account, actor } = context;
  const facts = { ticket: blank, departmentId: blank.departmentId, account, at, actor, learned };
  const levelId = levelFor(facts, account.slaRules);
  const draft = TicketDraft.ofNew({ ...blank, levelId }, context);
  draft.log(createdEntry(draft.ticket)).log({ kind: 'ticket.split', after: { splitFrom: ticket.id } });
  startClocks(draft, moved);
  return draft.finish();
}

/** Nobody answered: new. Who wrote last, customer or agent, decides between the others. */
function statusOf(moved: readonly MessageOutline[]): TicketStatus & ('new' | 'open' | 'answered') {
  if (!moved.some(isAnswer)) return 'new';
  const last = moved.findLast((one) => isAnswer(one) || (isFromCustomer(one) && one.automatic === null));
  return last !== undefined && isAnswer(last) ? 'answered' : 'open';
}

/** A first answer is promised from the arrival of what was moved; whoever has the ticket has it from the beginning. */
function startClocks(draft: TicketDraft, moved: readonly MessageOutline[]): void {
  const { status, assigneeId, lastCustomerMessageAt, createdAt } = draft.ticket;
  const by = status === 'new' ? 'customer' : 'agent';
  draft.clock({ type: 'created', by, messageAt: moved[0]?.createdAt ?? createdAt });
  if (assigneeId !== null) draft.clock({ type: 'assigned' });
  if (status !== 'open') return;
  draft.clock({ type: 'reopened', to: 'open', since: lastCustomerMessageAt ?? createdAt });
}

type News = Pick<
  Ticket,
  'messageCount' | 'lastMessageAt' | 'lastCustomerMessageAt' | 'lastAgentMessageAt' | 'lastAgentId'
>;

/** What a ticket knows of its messages; notes and automatic mail are not what somebody waits for. */
function newsOf(messages: readonly MessageOutline[]): News {
  const answer = messages.findLast(isAnswer);
  const spoken = messages.findLast((one) => isFromCustomer(one) && one.automatic === null);
  const shown = messages.findLast(({ type }) => type !== 'note') ?? messages.at(-1);
  return {
    messageCount: messages.length,
    lastMessageAt: shown?.createdAt ?? '',
    lastCustomerMessageAt: (spoken ?? messages.find(isFromCustomer))?.createdAt ?? null,
    lastAgentMessageAt: answer?.createdAt ?? null,
    lastAgentId: (answer?.author.id ?? null) as Ticket['lastAgentId'],
  };
}

function createdEntry(ticket: Ticket) {
  const { code, status, priority, channel, sourceId, departmentId, tags, levelId, assigneeId } = ticket;
  return {
    kind: 'ticket.created',
    after: {
      code,
      status,
      priority,
      channel,
      sourceId,
      departmentId,
      tags,
      levelId,
      assigneeId,
      customerId: ticket.customer.id,
    },
  } as const;
}
