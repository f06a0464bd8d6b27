import type { Listed } from '#shared/domain/ticket/ticket-store.ts';
import type { Page, Range } from './key-condition.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

/** One page of what lies side by side under one key, in that order; consistent. */
export async function listPartition<Thing>(table: Table, range: Range, page: Page): Promise<Listed<Thing>> {
  const found = await table.query(range, { ...page, limit: page.limit + 1 });
  const items = found.slice(0, page.limit);
  return {
    items: items.map((item) => thingOf<Thing>(item)),
    next: found.length > page.limit ? items.at(-1)?.sk : undefined,
  };
}
