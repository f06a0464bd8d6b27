import type { Unsent } from '../outbound/unsent.ts';
import type { Rating } from '../rating/rating.ts';
import type { Entry } from './entry.ts';
import type { Message } from './message.ts';
import { isWaiting } from './status.ts';
import type { Ticket } from './ticket.ts';

/** All that one decision changes about a ticket, saved as a whole or not at all. */
export interface TicketChange {
  /** As it was read; null for a new ticket. The save refuses when it is no longer so. */
  readonly before: Ticket | null;
  readonly after: Ticket;
  readonly entries: readonly Entry[];
  readonly messages: readonly Message[];
  readonly unsent: readonly Unsent[];
  /** As they are now, new or changed. */
  readonly ratings: readonly Rating[];
}

/**
 * By how much the load of agents changes by what is saved together: a ticket counts for its assignee while it waits
 * (behaviour.md section 3).
 */
export function loadChanges(
  ...saved: readonly Pick<TicketChange, 'before' | 'after'>[]
): Map<string, number> {
  const changes = new Map<string, number>();
  const count = (ticket: Ticket | null, by: number) => {
    if (ticket === null || ticket.assigneeId === null || !isWaiting(ticket.status)) return;
    changes.set(ticket.assigneeId, (changes.get(ticket.assigneeId) ?? 0) + by);
  };
  for (const { before, after } of saved) {
    count(before, -1);
    count(after, 1);
  }
  return new Map([...changes].filter(([, by]) => by !== 0));
}
