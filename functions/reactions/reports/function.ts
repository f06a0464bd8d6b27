import { listenBatch } from '#shared/lambda/listen.ts';
import { openCounterStore } from '#shared/persistence/counter-store.ts';
import { openForecastKeeper } from '#shared/persistence/forecast-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openSlaLogKeeper } from '#shared/persistence/sla-log.ts';
import { openWordKeeper } from '#shared/persistence/word-keeper.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { foldChanges, type ReportsDesk } from './fold-changes.ts';

const connect = (): ReportsDesk => {
  const { tableName } = readEnvironment(['tableName']);
  const table = openTable(tableName);
  return {
    counters: openCounterStore(table, now),
    words: openWordKeeper(table, now),
    forecast: openForecastKeeper(table, now),
    slaLog: openSlaLogKeeper(table),
  };
};

export const handler = listenBatch(foldChanges, connect);
