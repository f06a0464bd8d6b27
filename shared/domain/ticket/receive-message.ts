import type { Instant } from '../business-time/instant.ts';
import { type MessageContent, messageFrom } from './message-content.ts';
import type { TicketStatus } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

export interface Arrival {
  readonly content: MessageContent;
  /** Addresses that take part from now on. */
  readonly recipients: readonly string[];
  readonly arrivedAt: Instant;
}

export const mostRecipients = 50;

/** A customer's message on his ticket: it waits again (behaviour.md section 1). Automatic mail reopens nothing. */
export function receiveMessage(ticket: Ticket, arrival: Arrival, context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(ticket, context);
  const message = messageFrom(arrival.content, draft);
  draft
    .set({
      messageCount: ticket.messageCount + 1,
      lastMessageAt: context.at,
      recipients: [...new Set([...ticket.recipients, ...arrival.recipients])].slice(0, mostRecipients),
    })
    .add(message)
    .log({ kind: 'message.received', messageId: message.id });
  if (message.automatic === null) waitAgain(draft, arrival.arrivedAt);
  return draft.finish();
}

function waitAgain(draft: TicketDraft, since: Instant): void {
  const { status, postponed, lastCustomerMessageAt } = draft.ticket;
  const isLatest = since > (lastCustomerMessageAt ?? '');
  if (isLatest) draft.set({ lastCustomerMessageAt: since });
  if (!reopensAtMessage(status)) return;
  reopen(draft, { to: status === 'postponed' ? (postponed?.wakesTo ?? 'open') : 'open', since });
}

/** What is closed, spam or deleted stays so (its mail goes to a new ticket), and a running chat or call goes on. */
const reopensAtMessage = (status: TicketStatus) =>
  status === 'answered' || status === 'postponed' || status === 'resolved';

/** Back among the waiting: by a customer, an agent, a transfer, or the end of a postponement. */
export function reopen(draft: TicketDraft, { to, since }: { to: 'new' | 'open'; since: Instant }): void {
  const type = draft.ticket.status === 'postponed' ? 'woken' : 'reopened';
  setStatus(draft, to);
  draft.set({ queuedAt: null, takenAt: null }).clock({ type, to, since });
}

/**
 * Sets the status and says so on the timeline; what else follows from it is the caller's. A custom status stands for the
 * built-in one that is left, so it goes with it.
 */
export function setStatus(draft: TicketDraft, status: TicketStatus, why: StatusNews = {}): void {
  const { status: before, customStatusId } = draft.ticket;
  const label =
    customStatusId === null ? null : { before: { customStatusId }, after: { customStatusId: null } };
  const { reason, ...said } = why;
  draft.set({ status, statusChangedAt: draft.context.at, postponed: null, customStatusId: null }).log({
    kind: 'ticket.statusChanged',
    before: { status: before, ...label?.before },
    after: { status, ...said, ...label?.after },
    ...(reason === undefined ? {} : { reason }),
  });
}

/** What else an entry says of a new status. */
export interface StatusNews {
  /** A code, never a text of people. */
  readonly reason?: string;
  /** The customer is not told. */
  readonly silent?: true;
}
