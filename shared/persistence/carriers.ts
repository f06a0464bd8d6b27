import * as keys from './keys.ts';
import type { Table } from './table.ts';

/** Whether any agent carries a custom role; consistent. */
export const openCarriers =
  (table: Table) =>
  async (roleId: string): Promise<boolean> =>
    (await table.query(keys.carriersOf(roleId), { limit: 1 })).length > 0;
