import type { Key } from './keys.ts';

/** A part of the counters of a department or agent. */
export const counterOf = (of: string, shard: number): Key => ({
  pk: `COUNTERS#${of}#${shard}`,
  sk: 'COUNTERS',
});
export const countersOf = (of: string, shards: number): Key[] =>
  Array.from({ length: shards }, (_, shard) => counterOf(of, shard));
/** What a ticket is counted as. */
export const countedTicket = (ticketId: string): Key => ({ pk: `COUNTED#${ticketId}`, sk: 'COUNTED' });
/** That everything of the time before counters was counted. */
export const backfilled: Key = { pk: 'BACKFILLED', sk: 'BACKFILLED' };
