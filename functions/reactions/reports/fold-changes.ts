import type { CounterStore } from '#shared/domain/counting/counter-store.ts';
import { toCountedChange } from '#shared/domain/counting/ticket-counts.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TableChange } from '#shared/lambda/listen.ts';

export interface ReportsDesk {
  readonly counters: CounterStore;
}

/**
 * The table's stream, second reader: folds what was saved into counters. Hearing of a change twice is harmless: what a
 * ticket was counted as, and when, stands in the transaction that counts it.
 */
export async function foldChanges(changes: readonly TableChange[], desk: ReportsDesk): Promise<void> {
  const counted = changes.flatMap(
    ({ before, after }) => toCountedChange(ticketOf(before), ticketOf(after)) ?? [],
  );
  await desk.counters.count(counted);
}

function ticketOf(image: TableChange['after']): Ticket | null {
  return image?.['type'] === 'ticket' ? (image['data'] as Ticket) : null;
}
