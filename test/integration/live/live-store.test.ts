import { afterAll, beforeAll } from 'vitest';
import { openLiveStore } from '#shared/persistence/live-store.ts';
import { describeLiveStore } from '#test/support/describe-live-store.ts';
import { startTable, type TestTable } from '#test/support/table.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.close());

describeLiveStore(() => openLiveStore(table.table));
