import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import type { Write } from './write.ts';

/** One transaction; false when a condition did not hold: somebody else was there first. */
export async function isCommitted(table: Pick<Table, 'commit'>, writes: readonly Write[]): Promise<boolean> {
  try {
    await table.commit(writes);
    return true;
  } catch (error) {
    if (error instanceof ConditionLost) return false;
    throw error;
  }
}
