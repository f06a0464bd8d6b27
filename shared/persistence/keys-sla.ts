import { type Key, shardOf } from './keys.ts';

/** After every key of the same instant. */
const last = '\u{10FFFF}';

/** What tickets of a department, or of an agent, will breach, by the earliest of each. */
export const foreseenOf = (of: string, upTo: string) => ({
  pk: `BREACH#${of}`,
  from: '',
  upTo: `${upTo}#${last}`,
});
export const foreseenAt = (of: string, { dueAt, ticketId }: { dueAt: string; ticketId: string }): Key => ({
  pk: `BREACH#${of}`,
  sk: `${dueAt}#${ticketId}`,
});
/** What is told of a ticket there. */
export const foreseenRecord = (ticketId: string): Key => ({ pk: `FORESEEN#${ticketId}`, sk: 'FORESEEN' });

/** That every ticket of the time before the forecast is in it. */
export const forecastBackfilled: Key = { pk: 'FORECASTBACKFILLED', sk: 'FORECASTBACKFILLED' };

/** Every end of a clock stands under all departments together: never one hot key. */
const everywhereShards = 4;

interface Ended {
  readonly id: string;
  readonly endedAt: string;
}

const monthOf = (position: string) => position.slice(0, 7);

/** A finished clock under a department, an agent, or everywhere, in the month in which it ended. */
export const slaRowOf = (of: string, isEverywhere: boolean, { id, endedAt }: Ended): Key => ({
  pk: `SLALOG#${isEverywhere ? `${of}#${shardOf(id, everywhereShards)}` : of}#${monthOf(endedAt)}`,
  sk: `${endedAt}#${id}`,
});
/** @param month such as `2026-11`, of UTC. */
export const slaRowsOf = (
  of: string,
  isEverywhere: boolean,
  { month, from }: { month: string; from: string },
) => {
  const parts = isEverywhere
    ? Array.from({ length: everywhereShards }, (_, shard) => `${of}#${shard}`)
    : [of];
  return parts.map((part) => ({ pk: `SLALOG#${part}#${month}`, from }));
};
/** Where reading backward from an instant begins. */
export const slaRowsUpTo = (to: string): string => `${to}#${last}`;
