/** Does it for all, so many at the same time; the results are in the order of the items. A fault waits for nobody. */
export async function sideBySide<Item, Result>(
  most: number,
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const walk = async () => {
    for (const [at, item] of left) results[at] = await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, walk));
  return results;
}
