import type {
  CountedTicket,
  CounterReader,
  CounterStore,
  Counts,
} from '#shared/domain/counting/counter-store.ts';
import { type CountChange, countChanges, sumCounts } from '#shared/domain/counting/ticket-counts.ts';
import { isNews, latestOfEach } from '#shared/domain/ticket/told-ticket.ts';
import { type Key, shardOf } from './keys.ts';
import * as keys from './keys-counting.ts';
import { ConditionLost } from './lost-race.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { toldWrite } from './told-record.ts';
import type { Write } from './write.ts';

/** A counter is the sum of so many items, so that a busy department's is never one hot key. */
const counterShards = 4;
const mostWrites = 100;
const tries = 8;

export function openCounterReader(table: Pick<Table, 'getMany'>): CounterReader {
  return {
    read: async (of) => {
      const shards = [...new Set(of)].flatMap((one) => keys.countersOf(one, counterShards));
      const items = await table.getMany(shards);
      const bySubject = Map.groupBy(items, (item) => String(item['of']));
      return new Map([...bySubject].map(([subject, all]) => [subject, sum(all)]));
    },
  };
}

/** Attributes that are no counts. */
const besides = new Set(['pk', 'sk', 'type', 'of']);

function sum(items: readonly Item[]): Counts {
  const counts: Record<string, number> = {};
  for (const [name, value] of items.flatMap((item) => Object.entries(item))) {
    if (!besides.has(name)) counts[name] = (counts[name] ?? 0) + Number(value);
  }
  return counts;
}

type CountingTable = Pick<Table, 'commit' | 'getMany'>;

/** @param now epoch milliseconds. */
export function openCounterStore(table: CountingTable, now: () => number): CounterStore {
  return {
    count: async (tickets) => {
      for (let attempt = 1; attempt <= tries; attempt++) {
        const news = await findNews(table, tickets);
        const hasLost = await commitAll(table, news, now());
        if (!hasLost) return;
      }
      throw new Error('others kept counting the same tickets');
    },
  };
}

/** A ticket that counts otherwise than it was counted. */
interface Recount {
  readonly known: CountedTicket | undefined;
  readonly told: CountedTicket;
  readonly changes: readonly CountChange[];
}

async function findNews(table: CountingTable, tickets: readonly CountedTicket[]): Promise<Recount[]> {
  const latest = latestOfEach(tickets);
  const items = await table.getMany(latest.map(({ ticketId }) => keys.countedTicket(ticketId)));
  const knownById = new Map(
    items.map((item) => thingOf<CountedTicket>(item)).map((one) => [one.ticketId, one]),
  );
  return latest
    .map((told) => ({ told, known: knownById.get(told.ticketId) }))
    .filter(({ told, known }) => isNews(told, known))
    .map(({ told, known }) => ({ told, known, changes: countChanges(known?.counts ?? [], told.counts) }));
}

/** True when somebody else counted one of them meanwhile: then they are looked at anew. */
async function commitAll(table: CountingTable, news: readonly Recount[], nowMs: number): Promise<boolean> {
  let hasLost = false;
  for (const part of inTransactions(news)) {
    try {
      await table.commit([...part.map((one) => countedWrite(one, nowMs)), ...counterWrites(part)]);
    } catch (error) {
      if (!(error instanceof ConditionLost)) throw error;
      hasLost = true;
    }
  }
  return hasLost;
}

/** What a ticket counts as changes in the transaction that changes the counters, so both hold or neither. */
const countedWrite = ({ known, told }: Recount, nowMs: number): Write =>
  toldWrite(keys.countedTicket(told.ticketId), 'counted', { told, known, nowMs });

/** All of a transaction goes to one shard, chosen by its first ticket: fewer writes, and the sum is the same. */
function counterWrites(part: readonly Recount[]): Write[] {
  const shard = shardOf(part[0]?.told.ticketId ?? '', counterShards);
  const changes = sumCounts(part.flatMap((one) => one.changes));
  return [...Map.groupBy(changes, ({ of }) => of)].map(([of, ofOne]) =>
    counterWrite(keys.counterOf(of, shard), of, ofOne),
  );
}

function counterWrite({ pk, sk }: Key, of: string, changes: readonly CountChange[]): Write {
  const names = changes.map(({ name }, at) => [`#n${at}`, name]);
  const values = changes.map(({ by }, at) => [`:n${at}`, by]);
  return {
    Update: {
      Key: { pk, sk },
      UpdateExpression: `SET #type = :type, #of = :of ADD ${changes.map((_, at) => `#n${at} :n${at}`).join(', ')}`,
      ExpressionAttributeNames: { '#type': 'type', '#of': 'of', ...Object.fromEntries(names) },
      ExpressionAttributeValues: { ':type': 'counters', ':of': of, ...Object.fromEntries(values) },
    },
  };
}

/** As many as fit: one write each, and one for each department and agent that any of them touches. */
function inTransactions(news: readonly Recount[]): Recount[][] {
  const parts: Recount[][] = [];
  let part: Recount[] = [];
  let touched = new Set<string>();
  for (const one of news) {
    const own = new Set(one.changes.map(({ of }) => of));
    const wider = touched.union(own);
    const isFull = part.length + 1 + wider.size > mostWrites;
    if (isFull) {
      parts.push(part);
      part = [];
    }
    touched = isFull ? own : wider;
    part.push(one);
  }
  return part.length === 0 ? parts : [...parts, part];
}
