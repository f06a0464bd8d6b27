import type { Listed } from '#shared/domain/ticket/ticket-store.ts';
import type { Cursors } from './cursor.ts';

interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page as a list answers it: opens the cursor that the client gave, and seals where the next page begins. */
export async function listPage<Item>(
  { limit, cursor }: Asked,
  cursors: Cursors<string>,
  list: (page: { limit: number; after: string | undefined }) => Promise<Listed<Item>>,
): Promise<{ items: readonly Item[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : await cursors.open(cursor);
  const { items, next } = await list({ limit, after });
  return { items, nextCursor: next === undefined ? null : await cursors.seal(next) };
}
