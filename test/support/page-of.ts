import type { Listed } from '#shared/domain/ticket/ticket-store.ts';

/** As the table pages, by keys in order. */
export function pageOf<Item>(
  all: readonly Item[],
  page: { limit: number; after: string | undefined },
  keyOfItem: (item: Item) => string,
): Listed<Item> {
  const left = all
    .map((item) => ({ item, key: keyOfItem(item) }))
    .filter(({ key }) => key > (page.after ?? ''))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const items = left.slice(0, page.limit);
  return {
    items: items.map(({ item }) => item),
    next: left.length > page.limit ? items.at(-1)?.key : undefined,
  };
}
