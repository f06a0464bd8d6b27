import { listenBatch } from '#shared/lambda/listen.ts';
import { openCounterStore } from '#shared/persistence/counter-store.ts';
import { openTable } from '#shared/persistence/open-table.ts';
import { openWordKeeper } from '#shared/persistence/word-keeper.ts';
import { now } from '#shared/runtime/clock.ts';
import { readEnvironment } from '#shared/runtime/environment.ts';
import { foldChanges, type ReportsDesk } from './fold-changes.ts';

const connect = (): ReportsDesk => {
  const { tableName } = readEnvironment(['tableName']);
  const table = openTable(tableName);
  return { counters: openCounterStore(table, now), words: openWordKeeper(table, now) };
};

export const handler = listenBatch(foldChanges, connect);
