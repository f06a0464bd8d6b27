import { sharedFileId } from '#shared/domain/attachment/file-id.ts';
import type { FilePlace } from '#shared/domain/attachment/upload.ts';
import { toCounted } from '#shared/domain/counting/ticket-counts.ts';
import { toFoundBy } from '#shared/domain/search/found-by.ts';
import { toForeseen } from '#shared/domain/sla/foreseen.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openCounterStore } from './counter-store.ts';
import { openForecastKeeper } from './forecast-store.ts';
import * as keys from './keys.ts';
import { backfilled } from './keys-counting.ts';
import { wordsBackfilled } from './keys-search.ts';
import { forecastBackfilled } from './keys-sla.ts';
import { ConditionLost } from './lost-race.ts';
import type { Item, Table } from './table.ts';
import { indexOf } from './table-definition.ts';
import { toMessage, toTicket } from './ticket-item.ts';
import { openWordKeeper } from './word-keeper.ts';
import { put, putNew } from './write.ts';

const pageSize = 100;

/**
 * What was saved before there were counters, files led to their messages, search and forecast gets all of it. Runs
 * while the desk is at work: what the stream tells is taken in once, whoever comes first. Done once; broken off, it
 * begins anew.
 */
export async function backfill(table: Table, now: () => number): Promise<void> {
  const [counters, words] = [openCounterStore(table, now), openWordKeeper(table, now)];
  await once(table, backfilled, async (tickets) => {
    await counters.count(tickets.map(toCounted));
    for (const ticket of tickets) await placeFiles(table, ticket);
  });
  await once(table, wordsBackfilled, (tickets) => words.keep(tickets.map(toFoundBy)));
  const forecast = openForecastKeeper(table, now);
  await once(table, forecastBackfilled, (tickets) =>
    forecast.keep(tickets.map(toForeseen).filter(hasBreaches)),
  );
}

const hasBreaches = ({ breaches }: { breaches: readonly object[] }) => breaches.length > 0;

async function once(
  table: Table,
  done: keys.Key,
  makeGood: (tickets: readonly Ticket[]) => Promise<void>,
): Promise<void> {
  if ((await table.get(done)) !== undefined) return;
  for await (const tickets of ticketsOf(table)) await makeGood(tickets);
  await table.commit([put(done, 'backfilled', { data: {} })]);
}

/** All tickets, by their departments. */
async function* ticketsOf(table: Table): AsyncGenerator<Ticket[]> {
  const departments = await table.queryAll(keys.configuredOf('DEPARTMENT'));
  for (const department of departments) {
    const range = { pk: department.sk.replace('DEPARTMENT#', ''), from: '' };
    for await (const entries of table.indexPages(indexOf('department-created'), range, pageSize)) {
      const items = await table.getMany(entries.map(({ pk }) => keys.ticketById(pk)));
      yield items.map(toTicket);
    }
  }
}

async function placeFiles(table: Table, { id }: Ticket): Promise<void> {
  const messages = (await table.queryAll(keys.messagesOf(id))).map((item: Item) => toMessage(item));
  for (const message of messages) {
    for (const fileId of new Set(message.attachments.map((one) => sharedFileId(one.id)))) {
      await placeFile(table, fileId, message);
    }
  }
}

async function placeFile(
  table: Table,
  id: ReturnType<typeof sharedFileId>,
  { ticketId, ticketVersion }: Message,
): Promise<void> {
  const place: FilePlace = { ticketId, ticketVersion };
  try {
    await table.commit([putNew(keys.fileById(id), 'file', { data: { id, place } })]);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}
