import type { ForecastKeeper, ForecastReader } from '#shared/domain/sla/forecast.ts';
import type { Foreseen } from '#shared/domain/sla/foreseen.ts';
import { isNews, latestOfEach } from '#shared/domain/ticket/told-ticket.ts';
import { isCommitted } from './is-committed.ts';
import type { Key } from './keys.ts';
import * as keys from './keys-sla.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { toldWrite } from './told-record.ts';
import { put, remove, type Write } from './write.ts';

const tries = 8;

export function openForecastReader(table: Pick<Table, 'query'>): ForecastReader {
  return {
    list: async (of, { upTo, limit }) => {
      const items = await table.query(keys.foreseenOf(of, upTo), { limit });
      return items.map((item) => thingOf<Foreseen>(item));
    },
  };
}

type KeepingTable = Pick<Table, 'commit' | 'getMany'>;

/**
 * A ticket's rows and the record that names them are one transaction over the record that was read, so that whoever
 * hears of an older version changes nothing.
 * @param now epoch milliseconds.
 */
export function openForecastKeeper(table: KeepingTable, now: () => number): ForecastKeeper {
  return {
    keep: async (tickets) => {
      let left = latestOfEach(tickets);
      for (let attempt = 1; attempt <= tries && left.length > 0; attempt++) {
        left = await keepAll(table, left, now());
      }
      if (left.length > 0) throw new Error('others kept changing what is expected of the same tickets');
    },
  };
}

/** What has to be looked at anew, because somebody else told of it meanwhile. */
async function keepAll(table: KeepingTable, all: readonly Foreseen[], nowMs: number): Promise<Foreseen[]> {
  const items = await table.getMany(all.map(({ ticketId }) => keys.foreseenRecord(ticketId)));
  const knownById = new Map(items.map((item) => thingOf<Foreseen>(item)).map((one) => [one.ticketId, one]));
  const news = all.filter((told) => isNews(told, knownById.get(told.ticketId)));
  const kept = await Promise.all(
    news.map((told) => isKept(table, { told, known: knownById.get(told.ticketId), nowMs })),
  );
  return news.filter((_, at) => !kept[at]);
}

interface Telling {
  readonly told: Foreseen;
  readonly known: Foreseen | undefined;
  readonly nowMs: number;
}

async function isKept(table: KeepingTable, { told, known, nowMs }: Telling): Promise<boolean> {
  const record = toldWrite(keys.foreseenRecord(told.ticketId), 'foreseenRecord', { told, known, nowMs });
  return isCommitted(table, [record, ...rowWrites(told, known)]);
}

function rowWrites(told: Foreseen, known: Foreseen | undefined): Write[] {
  const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`;
  const rows = rowKeys(told);
  const stays = new Set(rows.map(nameOf));
  const former = known === undefined ? [] : rowKeys(known).filter((key) => !stays.has(nameOf(key)));
  return [...rows.map((key) => put(key, 'foreseen', { data: told })), ...former.map(remove)];
}

function rowKeys({ ticketId, departmentId, assigneeId, breaches: [earliest] }: Foreseen): Key[] {
  if (earliest === undefined) return [];
  const at = { dueAt: earliest.dueAt, ticketId };
  return [departmentId, ...(assigneeId === null ? [] : [assigneeId])].map((of) => keys.foreseenAt(of, at));
}
