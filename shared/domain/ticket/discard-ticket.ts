import type { Instant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { setStatus } from './receive-message.ts';
import type { Postponement, Ticket } from './ticket.ts';
import type { TicketDraft } from './ticket-draft.ts';

/** Set aside, with what it goes back to: no clock runs, nothing wakes it, nobody is given it. */
export function discard(draft: TicketDraft, as: 'spam' | 'deleted'): void {
  const { status, postponed, former } = draft.ticket;
  draft.set({ former: [...former, { status, postponed }], queuedAt: null });
  setStatus(draft, as);
  draft.clock({ type: 'discarded', as });
  if (as === 'deleted') draft.log({ kind: 'ticket.deleted' });
}

/**
 * Not spam, or no longer deleted: back to the status that it had. A postponement whose time passed meanwhile is over.
 * @param until a new end for one that still lasts; null: the end that it had.
 */
export function restore(draft: TicketDraft, until: Instant | null): void {
  const { former } = draft.ticket;
  const last = former.at(-1);
  if (last === undefined) throw new Error(`the ticket ${draft.ticket.id} had no status before`);
  const postponed = last.postponed && { ...last.postponed, until: until ?? last.postponed.until };
  draft.set({ former: former.slice(0, -1) });
  if (until !== null && until <= draft.context.at) {
    throw new Refusal('postponed-into-the-past', 'A ticket is postponed to a time in the future.');
  }
  if (postponed === null) goBack(draft, last.status);
  else if (postponed.until > draft.context.at) goBack(draft, 'postponed', postponed);
  else goBack(draft, postponed.wakesTo);
}

function goBack(draft: TicketDraft, to: Ticket['status'], postponed: Postponement | null = null): void {
  setStatus(draft, to);
  draft.set({ postponed, takenAt: null });
  if (!isRestorable(to)) return;
  draft.clock({ type: 'restored', to });
  // Somebody may have been given it meanwhile: that promise has nobody left to wait for.
  if (draft.ticket.assigneeId !== null) draft.clock({ type: 'assigned' });
}

type Restorable = Exclude<Ticket['status'], 'spam' | 'deleted' | 'chatting' | 'calling'>;

/** Spam that was deleted is spam again; its clocks wait for what it was before that. */
const isRestorable = (status: Ticket['status']): status is Restorable =>
  !['spam', 'deleted', 'chatting', 'calling'].includes(status);
