import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { ViewerStore, Viewers } from '#shared/domain/ticket/viewers.ts';
import { isCommitted } from './is-committed.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, putOver, type Write } from './write.ts';

/** The table forgets what nobody has looked at for so long. */
const keptSeconds = 3600;

export function openViewerStore(table: Table, dueShards: number): ViewerStore {
  return {
    find: async (ticketId) => {
      const item = await table.get(keys.viewersOf(ticketId));
      return item === undefined ? undefined : thingOf<Viewers>(item);
    },
    findMany: async (ticketIds) => {
      const items = await table.getMany([...new Set(ticketIds)].map(keys.viewersOf));
      return new Map(items.map((item) => [thingOf<Viewers>(item).ticketId, thingOf<Viewers>(item)]));
    },
    save: async (after, before) => {
      return isCommitted(table, [viewersWrite(after, before, dueShards)]);
    },
  };
}

/** It stands in the due index while somebody is there: whoever falls silent leaves at his moment. */
function viewersWrite(after: Viewers, before: Viewers | undefined, dueShards: number): Write {
  const { ticketId, at, viewers } = after;
  const [first] = viewers.map(({ until }) => until).sort();
  const due =
    first === undefined ? {} : keys.dueKeys({ at: first, sweep: 'wake' }, keys.shardOf(ticketId, dueShards));
  const expiresAt = Math.floor(toEpochMs(at) / 1000) + keptSeconds;
  const thing = { data: after, beside: { ...due, expiresAt } };
  return before === undefined
    ? putNew(keys.viewersOf(ticketId), 'viewers', thing)
    : putOver(keys.viewersOf(ticketId), 'viewers', { ...thing, version: before.version });
}
