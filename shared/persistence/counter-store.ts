import type {
  CountedChange,
  CounterReader,
  CounterStore,
  Counts,
} from '#shared/domain/counting/counter-store.ts';
import { type CountChange, sumCounts } from '#shared/domain/counting/ticket-counts.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Item, Table } from './table.ts';
import { putNew, type Write } from './write.ts';

/** A counter is the sum of so many items, so that a busy department's is never one hot key. */
const counterShards = 4;
const mostWrites = 100;
const daySeconds = 86_400;
const markerDays = 40;

export function openCounterReader(table: Pick<Table, 'getMany'>): CounterReader {
  return {
    read: async (of) => {
      const shards = [...new Set(of)].flatMap((one) => keys.countersOf(one, counterShards));
      const items = await table.getMany(shards);
      return new Map(
        [...Map.groupBy(items, (item) => String(item['of']))].map(([one, all]) => [one, sum(all)]),
      );
    },
  };
}

/** Attributes that are no counts. */
const besides = new Set(['pk', 'sk', 'type', 'schema', 'of']);

function sum(items: readonly Item[]): Counts {
  const counts: Record<string, number> = {};
  for (const [name, value] of items.flatMap((item) => Object.entries(item))) {
    if (!besides.has(name)) counts[name] = (counts[name] ?? 0) + Number(value);
  }
  return counts;
}

/** @param now epoch milliseconds, for the age of markers. */
export function openCounterStore(table: Pick<Table, 'commit'>, now: () => number): CounterStore {
  return {
    add: async (changes) => {
      const expiresAt = Math.ceil(now() / 1000) + markerDays * daySeconds;
      for (const part of inTransactions(changes)) await addPart(table, part, expiresAt);
    },
  };
}

/**
 * One transaction for markers and counters: either a change is marked and counted, or neither. Markers that stand
 * already tell which changes were counted before; the others are counted without them.
 */
async function addPart(
  table: Pick<Table, 'commit'>,
  changes: readonly CountedChange[],
  expiresAt: number,
): Promise<void> {
  let left = changes;
  while (left.length > 0) {
    try {
      await table.commit([...left.map((change) => marker(change, expiresAt)), ...counterWrites(left)]);
      return;
    } catch (error) {
      if (!(error instanceof ConditionLost)) throw error;
      const counted = new Set(error.positions);
      left = left.filter((_, position) => !counted.has(position));
    }
  }
}

const marker = ({ id }: CountedChange, expiresAt: number): Write =>
  putNew(keys.countedOf(id), 'counted', { data: {}, beside: { expiresAt } });

/** All of a transaction goes to one shard, chosen by its first change: fewer writes, and the sum is the same. */
function counterWrites(changes: readonly CountedChange[]): Write[] {
  const shard = keys.shardOf(changes[0]?.id ?? '', counterShards);
  const counts = sumCounts(changes.flatMap((change) => change.counts));
  return [...Map.groupBy(counts, ({ of }) => of)].map(([of, ofOne]) => counterWrite(of, shard, ofOne));
}

function counterWrite(of: string, shard: number, counts: readonly CountChange[]): Write {
  const { pk, sk } = keys.counterOf(of, shard);
  return {
    Update: {
      Key: { pk, sk },
      UpdateExpression: `SET #type = :type, #of = :of ADD ${counts.map((_, at) => `#n${at} :n${at}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#type': 'type',
        '#of': 'of',
        ...Object.fromEntries(counts.map(({ name }, at) => [`#n${at}`, name])),
      },
      ExpressionAttributeValues: {
        ':type': 'counters',
        ':of': of,
        ...Object.fromEntries(counts.map(({ by }, at) => [`:n${at}`, by])),
      },
    },
  };
}

/** As many changes as fit: a marker each, and one write for each department and agent that any of them touches. */
function inTransactions(changes: readonly CountedChange[]): CountedChange[][] {
  const parts: CountedChange[][] = [];
  let touched = new Set<string>();
  let part: CountedChange[] = [];
  for (const change of firstOfEach(changes)) {
    const wider = touched.union(new Set(change.counts.map(({ of }) => of)));
    if (part.length + 1 + wider.size > mostWrites) {
      parts.push(part);
      part = [];
      touched = new Set(change.counts.map(({ of }) => of));
    } else touched = wider;
    part.push(change);
  }
  return part.length === 0 ? parts : [...parts, part];
}

/** A transaction may not write one item twice. */
const firstOfEach = (changes: readonly CountedChange[]) =>
  [...Map.groupBy(changes, ({ id }) => id).values()].flatMap((same) => same.slice(0, 1));
