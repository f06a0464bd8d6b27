import type { IndexEntry, TicketIndex, TicketRange } from '../ticket/ticket-index.ts';

/** Where a count by query ends. */
export const mostCounted = 1_000;
/** So many entries are looked at for one that counts, at most. */
const factor = 10;

export interface MatchCount {
  readonly entries: readonly IndexEntry[];
  /** There may be more. */
  readonly atLeast: boolean;
}

/**
 * Counts by query what counters cannot know: the tickets that a limited agent sees. Ends at 1,000 that match, or after
 * 10,000 that were looked at.
 */
export async function findMatches(
  index: Pick<TicketIndex, 'list'>,
  range: TicketRange,
  isMatch: (facts: NonNullable<IndexEntry['facts']>) => boolean,
): Promise<MatchCount> {
  const entries: IndexEntry[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < factor; pages++) {
    const page = await index.list(range, { sort: 'createdAt', backward: true, after, limit: mostCounted });
    // A short page is not the last one yet: an answer of the table ends at 1 MB.
    if (page.length === 0) return { entries, atLeast: false };
    entries.push(...page.filter(({ facts }) => facts !== null && isMatch(facts)));
    if (entries.length > mostCounted) break;
    after = page.at(-1)?.position;
  }
  return { entries: entries.slice(0, mostCounted), atLeast: true };
}
