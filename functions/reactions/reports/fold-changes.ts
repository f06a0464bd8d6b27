import type { CounterStore } from '#shared/domain/counting/counter-store.ts';
import { toCountedChange } from '#shared/domain/counting/ticket-counts.ts';
import { toFoundByChange } from '#shared/domain/search/found-by.ts';
import type { WordKeeper } from '#shared/domain/search/word-index.ts';
import type { ForecastKeeper } from '#shared/domain/sla/forecast.ts';
import { toForeseenChange } from '#shared/domain/sla/foreseen.ts';
import { type SlaLogKeeper, toLogRecord } from '#shared/domain/sla/sla-log.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { TableChange } from '#shared/lambda/listen.ts';

export interface ReportsDesk {
  readonly counters: CounterStore;
  readonly words: WordKeeper;
  readonly forecast: ForecastKeeper;
  readonly slaLog: SlaLogKeeper;
}

/**
 * The table's stream, second reader: folds what was saved into counters, into the words that tickets are found by, and
 * into the forecast and the log of their SLA clocks. Hearing of a change twice is harmless: beside what a ticket counted
 * as, was found by, and was expected to breach, stands its version; a row of the log is put as the same again.
 */
export async function foldChanges(changes: readonly TableChange[], desk: ReportsDesk): Promise<void> {
  const tickets = changes.map(({ before, after }) => [ticketOf(before), ticketOf(after)] as const);
  await Promise.all([
    desk.counters.count(tickets.flatMap(([before, after]) => toCountedChange(before, after) ?? [])),
    desk.words.keep(tickets.flatMap(([before, after]) => toFoundByChange(before, after) ?? [])),
    desk.forecast.keep(tickets.flatMap(([before, after]) => toForeseenChange(before, after) ?? [])),
    desk.slaLog.keep(changes.flatMap(({ after }) => logRecordOf(after) ?? [])),
  ]);
}

function ticketOf(image: TableChange['after']): Ticket | null {
  return image?.['type'] === 'ticket' ? (image['data'] as Ticket) : null;
}

function logRecordOf(image: TableChange['after']) {
  return image?.['type'] === 'entry' ? toLogRecord(image['data'] as Entry) : null;
}
