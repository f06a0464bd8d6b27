import { foldText } from '../fold-text.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { closedConversation, conversationOf, mostStretches, unite } from './conversation.ts';
import { setTags } from './edit-ticket.ts';
import type { Actor } from './entry.ts';
import { mergedInto } from './message-trail.ts';
import { mostRecipients } from './receive-message.ts';
import { isAnswerable } from './status.ts';
import type { Ticket, TicketLink } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/** A merge is one transaction of at most 100 writes: two for each source, one for each tag and load that comes to it. */
export const mostMergedAtOnce = 20;

export interface Merge {
  readonly target: TicketChange;
  readonly sources: readonly TicketChange[];
}

/**
 * Merges tickets into a target (behaviour.md section 1): their messages stay where they are, and the target reads them. Each
 * source ends deleted, without clocks. The target keeps its status, and takes over tags while there is room for them,
 * who takes part, and who wrote and answered last.
 */
export function mergeTickets(target: Ticket, sources: readonly Ticket[], context: ChangeContext): Merge {
  requireTarget(target);
  for (const source of sources) requireSource(source, target);
  return {
    target: taken(target, sources, context),
    sources: sources.map((source) => ended(source, target.id, context)),
  };
}

/**
 * Merges a ticket that is being changed into a target: it ends with what was done to it so far.
 * @returns what becomes of the target.
 */
export function mergeInto(draft: TicketDraft, target: Ticket, actor: Actor): TicketChange {
  const { ticket: source, context } = draft;
  requireTarget(target);
  requireSource(source, target);
  end(draft, target.id);
  return taken(target, [source], { ...context, actor });
}

/** A merged ticket belongs to its target for good: nobody changes it by itself. */
export function requireNotMerged(ticket: Pick<Ticket, 'links'>): void {
  if (mergedInto(ticket) === undefined) return;
  throw new Refusal('ticket-is-merged', 'This ticket was merged into another, to which it belongs for good.');
}

function requireTarget(target: Ticket): void {
  requireNotMerged(target);
  if (isAnswerable(target.status) && !isRunning(target)) return;
  throw new Refusal('status-not-allowed', `Nothing is merged into a ticket that is ${target.status}.`);
}

function requireSource(source: Ticket, target: Ticket): void {
  if (source.id === target.id) throw new Refusal('merge-not-allowed', 'No ticket is merged into itself.');
  requireNotMerged(source);
  if (source.status === 'deleted' || isRunning(source)) {
    throw new Refusal('status-not-allowed', `A ticket that is ${source.status} cannot be merged.`);
  }
  const isOfSocialChannel = [source, target].some(({ channel }) => socialChannels.has(channel));
  if (!isOfSocialChannel || source.customer.id === target.customer.id) return;
  throw new Refusal(
    'merge-not-allowed',
    'Tickets of social channels are merged only with others of the same customer.',
  );
}

const isRunning = ({ status }: Ticket) => status === 'chatting' || status === 'calling';

/** Where an answer reaches the one account that wrote, and nobody beside it. */
const socialChannels: ReadonlySet<string> = new Set([
  'messenger',
  'facebook',
  'instagram',
  'whatsapp',
  'x',
  'viber',
  'telegram',
]);

function taken(target: Ticket, sources: readonly Ticket[], context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(target, context);
  const links = sources.map(({ id }): TicketLink => ({ kind: 'mergedFrom', ticketId: id }));
  draft
    .set({
      links: [...target.links, ...links],
      conversation: joinedConversation(target, sources),
      recipients: joinedRecipients(target, sources),
      ...lastNews([target, ...sources]),
    })
    .log({ kind: 'ticket.merged', after: { mergedFrom: sources.map(({ id }) => id) } });
  setTags(draft, joinedTags(target, sources));
  return draft.finish();
}

function joinedConversation(target: Ticket, sources: readonly Ticket[]): Ticket['conversation'] {
  const conversation = unite([...conversationOf(target), ...sources.flatMap(closedConversation)]);
  if (conversation.length <= mostStretches) return conversation;
  throw new Refusal(
    'merge-not-allowed',
    `No ticket reads the messages of more than ${mostStretches} others.`,
  );
}

/** What is found alike is one tag; the target's own come first, and what goes beyond the most is left out. */
function joinedTags(target: Ticket, sources: readonly Ticket[]): string[] {
  const tags = [...target.tags];
  const known = new Set(tags.map(foldText));
  for (const tag of sources.flatMap((source) => source.tags)) {
    if (!known.has(foldText(tag))) tags.push(tag);
    known.add(foldText(tag));
  }
  return tags;
}

/** Who took part in a source is answered in the target, and may write into it. */
function joinedRecipients(target: Ticket, sources: readonly Ticket[]): string[] {
  const others = sources.flatMap(({ customer, recipients }) => [customer.email ?? [], recipients].flat());
  const recipients = new Set([...target.recipients, ...others]);
  return [...recipients].filter((address) => address !== target.customer.email).slice(0, mostRecipients);
}

type News = Pick<
  Ticket,
  'messageCount' | 'lastMessageAt' | 'lastCustomerMessageAt' | 'lastAgentMessageAt' | 'lastAgentId'
>;

function lastNews(tickets: readonly [Ticket, ...Ticket[]]): News {
  const latest = (instants: readonly (string | null)[]) =>
    instants
      .filter((instant) => instant !== null)
      .toSorted()
      .at(-1) ?? null;
  const lastAgentMessageAt = latest(tickets.map((ticket) => ticket.lastAgentMessageAt));
  const lastAnswered = tickets.find((ticket) => ticket.lastAgentMessageAt === lastAgentMessageAt);
  return {
    messageCount: tickets.reduce((sum, { messageCount }) => sum + messageCount, 0),
    lastMessageAt: latest(tickets.map((ticket) => ticket.lastMessageAt)) ?? tickets[0].lastMessageAt,
    lastCustomerMessageAt: latest(tickets.map((ticket) => ticket.lastCustomerMessageAt)),
    lastAgentMessageAt,
    lastAgentId: lastAnswered?.lastAgentId ?? tickets[0].lastAgentId,
  };
}

/** One entry says all of it, because a merge of many has to fit into one transaction. */
function ended(source: Ticket, targetId: TicketId, context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(source, context);
  end(draft, targetId);
  return draft.finish();
}

function end(draft: TicketDraft, targetId: TicketId): void {
  const { ticket: source, context } = draft;
  const { status, postponed, customStatusId } = source;
  const label =
    customStatusId === null ? null : { before: { customStatusId }, after: { customStatusId: null } };
  draft
    .set({
      status: 'deleted',
      statusChangedAt: context.at,
      former: [...source.former, { status, postponed }],
      postponed: null,
      customStatusId: null,
      firedRuleIds: [],
      queuedAt: null,
      links: [...source.links, { kind: 'mergedInto', ticketId: targetId }],
    })
    .log({
      kind: 'ticket.merged',
      before: { status, ...label?.before },
      after: { status: 'deleted', mergedInto: targetId, ...label?.after },
    })
    .clock({ type: 'discarded', as: 'merged' });
}
