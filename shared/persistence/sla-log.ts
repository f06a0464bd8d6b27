import { sideBySide } from '#shared/domain/job/side-by-side.ts';
import {
  agentsOf,
  everywhere,
  type SlaLog,
  type SlaLogKeeper,
  type SlaLogPart,
  type SlaLogRange,
  type SlaLogRecord,
} from '#shared/domain/sla/sla-log.ts';
import { mergePages } from '#shared/domain/ticket/list-tickets.ts';
import * as keys from './keys-sla.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { put } from './write.ts';

const atOnce = 25;
/** Months without rows that are passed before a part says that there may be more. */
const mostMonths = 24;

const isEverywhere = (of: string) => of === everywhere;

/** The rows of clocks that ended, by the months in which they did, backward. */
export function openSlaLog(table: Pick<Table, 'query'>): SlaLog {
  return {
    read: async (of, range, { limit, after }) => {
      let position = after ?? keys.slaRowsUpTo(range.to);
      for (let months = 0; months < mostMonths; months++) {
        const part = await readMonth(table, of, { range, limit, position });
        if (part.rows.length > 0 || part.next === undefined) return part;
        position = part.next;
      }
      return { rows: [], next: position };
    },
  };
}

interface Month {
  readonly range: SlaLogRange;
  readonly limit: number;
  readonly position: string;
}

async function readMonth(
  table: Pick<Table, 'query'>,
  of: readonly string[],
  { range, limit, position }: Month,
): Promise<SlaLogPart> {
  const month = position.slice(0, 7);
  const isOldest = month <= range.from.slice(0, 7);
  const parts = [...new Set(of)].flatMap((one) =>
    keys.slaRowsOf(one, isEverywhere(one), { month, from: isOldest ? range.from : '' }),
  );
  const pages = await sideBySide(atOnce, parts, async (part) => {
    const items = await table.query(part, { limit, after: position, backward: true });
    return items.map((item) => ({ position: item.sk, record: thingOf<SlaLogRecord>(item) }));
  });
  const { entries, isEnd } = mergePages(pages, { limit, backward: true });
  if (!isEnd) return { rows: entries, next: entries.at(-1)?.position };
  return { rows: entries, next: isOldest ? undefined : keys.slaRowsUpTo(endBefore(month)) };
}

/** The last instant before a month of UTC. */
const endBefore = (month: string): string =>
  new Date(Date.parse(`${month}-01T00:00:00.000Z`) - 1).toISOString();

/** Each row under its department, its agents and everywhere. */
export function openSlaLogKeeper(table: Pick<Table, 'writeMany'>): SlaLogKeeper {
  return {
    keep: (records) => {
      const byId = new Map(records.map((record) => [record.id, record]));
      return table.writeMany(
        [...byId.values()].flatMap((record) =>
          [everywhere, record.departmentId, ...agentsOf(record)].map((of) =>
            put(keys.slaRowOf(of, isEverywhere(of), record), 'slaRow', { data: record }),
          ),
        ),
      );
    },
  };
}
