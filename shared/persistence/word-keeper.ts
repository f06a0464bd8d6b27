import type { FoundBy, WordKeeper } from '#shared/domain/search/word-index.ts';
import { stemsOf } from '#shared/domain/search/words.ts';
import { isNews, latestOfEach } from '#shared/domain/ticket/told-ticket.ts';
import { isCommitted } from './is-committed.ts';
import * as keys from './keys-search.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { toldWrite } from './told-record.ts';
import type { WordRow } from './word-index.ts';
import { put, remove, type Write } from './write.ts';

type KeepingTable = Pick<Table, 'commit' | 'getMany' | 'writeMany'>;

const tries = 8;

/**
 * Rows first and then the record that names them: broken off between, the change is told again and does the same. Rows
 * take part in no transaction, because a ticket has more of them than one holds.
 * @param now epoch milliseconds.
 */
export function openWordKeeper(table: KeepingTable, now: () => number): WordKeeper {
  return {
    keep: async (tickets) => {
      let left: readonly Told[] = latestOfEach(tickets).map((told) => ({ told, written: [] }));
      for (let attempt = 1; attempt <= tries && left.length > 0; attempt++) {
        left = await keepAll(table, left, now());
      }
      if (left.length > 0) throw new Error('others kept changing the words of the same tickets');
    },
  };
}

interface Told {
  readonly told: FoundBy;
  /** Stems whose rows an earlier try wrote, before somebody else was first. */
  readonly written: readonly string[];
}

interface Step extends Told {
  readonly known: FoundBy | undefined;
}

/** What has to be looked at anew, because somebody else kept words of it meanwhile. */
async function keepAll(table: KeepingTable, all: readonly Told[], nowMs: number): Promise<Told[]> {
  const items = await table.getMany(all.map(({ told }) => keys.foundBy(told.ticketId)));
  const knownById = new Map(items.map((item) => thingOf<FoundBy>(item)).map((one) => [one.ticketId, one]));
  const steps = all.map((one) => ({ ...one, known: knownById.get(one.told.ticketId) }));
  await table.writeMany(steps.flatMap(rowWrites));
  const news = steps.filter(({ told, known }) => isNews(told, known));
  const kept = await Promise.all(news.map((step) => isKept(table, step, nowMs)));
  return news.filter((_, at) => !kept[at]).map(({ told }) => ({ told, written: stemsOf(told.words) }));
}

/** Whoever comes too late takes away what he wrote and the newer words do not have. */
function rowWrites({ told, known, written }: Step): Write[] {
  const isNew = isNews(told, known);
  const stems = new Set(stemsOf(isNew ? told.words : (known?.words ?? [])));
  const former = new Set([...(isNew ? stemsOf(known?.words ?? []) : []), ...written]);
  const row: WordRow = { ticketId: told.ticketId, words: told.words.join(' ') };
  return [
    ...(isNew ? [...stems].map((stem) => put(keys.wordOf(stem, told), 'word', { data: row })) : []),
    ...[...former.difference(stems)].map((stem) => remove(keys.wordOf(stem, told))),
  ];
}

async function isKept(table: KeepingTable, { told, known }: Step, nowMs: number): Promise<boolean> {
  return isCommitted(table, [toldWrite(keys.foundBy(told.ticketId), 'foundBy', { told, known, nowMs })]);
}
