import type { CountedChange, CounterStore } from '#shared/domain/counting/counter-store.ts';
import { countChanges } from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TableChange } from '#shared/lambda/listen.ts';

export interface ReportsDesk {
  readonly counters: CounterStore;
}

/**
 * The table's stream, second reader: folds what was saved into counters. Hearing of a change twice is harmless: it is
 * marked in the transaction that counts it.
 */
export async function foldChanges(changes: readonly TableChange[], desk: ReportsDesk): Promise<void> {
  await desk.counters.add(changes.flatMap(toCountedChange));
}

/** Every save of a ticket is a version of its own, so ticket and version name the change; most count nothing. */
function toCountedChange(change: TableChange): CountedChange[] {
  const [before, after] = [ticketOf(change.before), ticketOf(change.after)];
  const counts = countChanges(before, after);
  if (counts.length === 0) return [];
  const { id, version } = (after ?? before) as Ticket;
  return [{ id: `${id}#${after === null ? 'gone' : version}`, counts }];
}

function ticketOf(image: TableChange['after']): Ticket | null {
  return image?.['type'] === 'ticket' ? (image['data'] as Ticket) : null;
}
