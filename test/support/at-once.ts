/** Does it for all, so many at the same time; the results are in the order of the items. */
export async function atOnce<Item, Result>(
  most: number,
  items: readonly Item[],
  act: (item: Item, at: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()].values();
  const walk = async () => {
    for (const [at, item] of left) results[at] = await act(item, at);
  };
  await Promise.all(Array.from({ length: most }, walk));
  return results;
}
