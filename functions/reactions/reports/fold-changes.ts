import type { CounterStore } from '#shared/domain/counting/counter-store.ts';
import { toCountedChange } from '#shared/domain/counting/ticket-counts.ts';
import { toFoundByChange } from '#shared/domain/search/found-by.ts';
import type { WordKeeper } from '#shared/domain/search/word-index.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TableChange } from '#shared/lambda/listen.ts';

export interface ReportsDesk {
  readonly counters: CounterStore;
  readonly words: WordKeeper;
}

/**
 * The table's stream, second reader: folds what was saved into counters and into the words that tickets are found by.
 * Hearing of a change twice is harmless: beside what a ticket counted as, and was found by, stands its version.
 */
export async function foldChanges(changes: readonly TableChange[], desk: ReportsDesk): Promise<void> {
  const tickets = changes.map(({ before, after }) => [ticketOf(before), ticketOf(after)] as const);
  await Promise.all([
    desk.counters.count(tickets.flatMap(([before, after]) => toCountedChange(before, after) ?? [])),
    desk.words.keep(tickets.flatMap(([before, after]) => toFoundByChange(before, after) ?? [])),
  ]);
}

function ticketOf(image: TableChange['after']): Ticket | null {
  return image?.['type'] === 'ticket' ? (image['data'] as Ticket) : null;
}
