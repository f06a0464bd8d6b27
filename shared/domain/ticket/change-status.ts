import type { Instant } from '../business-time/instant.ts';
import { Refusal } from '../refusal.ts';
import { markAnswered } from './answer-ticket.ts';
import { discard, restore } from './discard-ticket.ts';
import { requireNotMerged } from './merge-tickets.ts';
import { reopen, setStatus } from './receive-message.ts';
import { isDiscarded, movesOf, type TicketStatus } from './status.ts';
import { tellCustomer } from './tell-customer.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

export interface Move {
  readonly status: TicketStatus;
  /** For `postponed`: until when; null for what it was, where the ticket goes back to being postponed. */
  readonly until: Instant | null;
  /** Resolved without a mail to the customer. */
  readonly silent?: boolean;
}

/** Moves a ticket to another status by the table of moves; refuses what the table does not have, and what was merged. */
export function changeStatus(ticket: Ticket, move: Move, context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(ticket, context);
  moveStatus(draft, move);
  return draft.finish();
}

export function moveStatus(draft: TicketDraft, move: Move): void {
  const { ticket, context } = draft;
  requireNotMerged(ticket);
  if (!movesOf(ticket, context.account.settings).includes(move.status)) {
    throw new Refusal(
      'status-not-allowed',
      `A ticket that is ${ticket.status} cannot become ${move.status}.`,
    );
  }
  if (isReturn(ticket, move.status)) restore(draft, move.until);
  else steps[move.status](draft, move);
}

/** Whether it is moved to the status that it had before it was set aside. */
export function isReturn({ status, former }: Pick<Ticket, 'status' | 'former'>, to: TicketStatus): boolean {
  return isDiscarded(status) && former.at(-1)?.status === to;
}

type Step = (draft: TicketDraft, move: Move) => void;

const wait =
  (to: 'new' | 'open'): Step =>
  (draft) =>
    reopen(draft, { to, since: draft.context.at });

/** No move leads there: a chat or call begins by itself. */
const begins: Step = (draft, { status }) => {
  throw new Error(`the ticket ${draft.ticket.id} cannot be moved to ${status}`);
};

const steps: Readonly<Record<TicketStatus, Step>> = {
  new: wait('new'),
  open: wait('open'),
  answered: markAnswered,
  postponed: (draft, { until }) => postpone(draft, until),
  resolved: (draft, { silent }) => {
    draft.set({ queuedAt: null });
    setStatus(draft, 'resolved', silent ? { silent } : {});
    draft.clock({ type: 'resolved' });
    if (!silent) tellCustomer(draft, 'resolved');
  },
  closed: (draft) => setStatus(draft, 'closed'),
  spam: (draft) => discard(draft, 'spam'),
  deleted: (draft) => discard(draft, 'deleted'),
  chatting: begins,
  calling: begins,
};

/** Parks a ticket; one that was new wakes as new, everything else as open. */
function postpone(draft: TicketDraft, until: Instant | null): void {
  const { at } = draft.context;
  if (until === null || until <= at) {
    throw new Refusal('postponed-into-the-past', 'A ticket is postponed to a time in the future.');
  }
  const wakesTo = draft.ticket.status === 'new' ? 'new' : 'open';
  setStatus(draft, 'postponed');
  draft.set({ postponed: { until, wakesTo }, queuedAt: null }).clock({ type: 'postponed' });
}
