import { type Key, shardOf } from './keys.ts';

/** That every ticket of the time before search is found by its words. */
export const wordsBackfilled: Key = { pk: 'WORDSBACKFILLED', sk: 'WORDSBACKFILLED' };

/** A busy beginning of words is never one hot key: every new ticket may have it. */
const wordShards = 4;
/**
 * Tickets under a beginning of their words, by creation. A change of a ticket's words writes a row for each beginning:
 * some twenty units; a search reads a page of each part of at most three beginnings.
 */
export const wordOf = (
  stem: string,
  { ticketId, createdAt }: { ticketId: string; createdAt: string },
): Key => ({
  pk: `WORD#${stem}#${shardOf(ticketId, wordShards)}`,
  sk: `${createdAt}#${ticketId}`,
});
export const wordParts = (stem: string) =>
  Array.from({ length: wordShards }, (_, shard) => ({ pk: `WORD#${stem}#${shard}`, from: '' }));
/** What a ticket is found by. */
export const foundBy = (ticketId: string): Key => ({ pk: `FOUND#${ticketId}`, sk: 'FOUND' });
