import type { TicketId } from '#shared/domain/ids.ts';
import type { WordEntry, WordIndex } from '#shared/domain/search/word-index.ts';
import * as keys from './keys-search.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

export function openWordIndex(table: Pick<Table, 'query'>): WordIndex {
  return {
    list: (stem, page) =>
      Promise.all(keys.wordParts(stem).map(async (part) => (await table.query(part, page)).map(toEntry))),
  };
}

/** What a row says of its ticket, as short as it can be: it is written once for every beginning of its words. */
export interface WordRow {
  readonly ticketId: TicketId;
  /** By spaces, which no word has. */
  readonly words: string;
}

function toEntry(item: Item): WordEntry {
  const { ticketId, words } = thingOf<WordRow>(item);
  return { ticketId, position: item.sk, words: words.split(' ') };
}
