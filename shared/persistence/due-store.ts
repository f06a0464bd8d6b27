import type { DueStore, DueThing } from '#shared/domain/due/due-store.ts';
import type { Item, Table } from './table.ts';
import { indexOf } from './table-definition.ts';

const pageSize = 200;
const dueIndex = indexOf('due');

/** One query a shard and page; equal times share a sort key, so a page is resumed by the last item, not by its time. */
export function openDueStore(table: Table, shards: number): DueStore {
  return {
    list: async function* (sweep, upTo) {
      for (let shard = 0; shard < shards; shard++) {
        for await (const items of table.indexPages(
          dueIndex,
          { pk: `${sweep}#${shard}`, from: '', upTo },
          pageSize,
        )) {
          yield items.map(toDueThing);
        }
      }
    },
  };
}

const toDueThing = (item: Item): DueThing => ({ pk: item.pk, sk: item.sk, dueAt: item['dueAt'] as string });
