import type { Listed } from '#shared/domain/ticket/ticket-store.ts';
import type * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { indexOf } from './table-definition.ts';
import { thingOf } from './ticket-item.ts';

interface CreatedList<Thing> {
  readonly kind: Parameters<typeof keys.createdList>[0];
  readonly keyOf: (id: string) => keys.Key;
  readonly toThing?: (item: Item) => Thing;
}

/**
 * Things of one kind by creation, the newest first. The index tells who is there, perhaps a moment late; the things
 * themselves are read as they are now, and those that are gone are left out.
 */
export async function listCreated<Thing>(
  table: Table,
  { kind, keyOf, toThing = thingOf<Thing> }: CreatedList<Thing>,
  { limit, after }: { limit: number; after: string | undefined },
): Promise<Listed<Thing>> {
  const index = indexOf('department-created');
  const range = { pk: kind, from: '' };
  const found = await table.queryIndex(index, range, { limit: limit + 1, after, backward: true });
  const listed = found.slice(0, limit);
  const items = await table.getMany(listed.map(({ pk }) => keyOf(pk)));
  const thingByKey = new Map(items.map((item) => [item.pk, toThing(item)]));
  return {
    items: listed.flatMap(({ pk }) => thingByKey.get(pk) ?? []),
    next: found.length > limit ? String(listed.at(-1)?.[index.range]) : undefined,
  };
}
