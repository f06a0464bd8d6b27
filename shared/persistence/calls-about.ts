import { callsAbout } from './keys-webhook.ts';
import type { Table } from './table.ts';
import { indexOf } from './table-definition.ts';
import { remove } from './write.ts';

const atOnce = 50;

/** What rules told, or have still to tell, other systems of a ticket: a call that is under way finds nothing to record. */
export async function removeCallsAbout(table: Table, ticketId: string): Promise<void> {
  const range = { pk: callsAbout(ticketId), from: '' };
  for await (const entries of table.indexPages(indexOf('tag-created'), range, atOnce)) {
    await table.writeMany(entries.map(({ pk, sk }) => remove({ pk, sk })));
  }
}
