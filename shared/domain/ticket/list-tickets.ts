import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import type { Ticket } from './ticket.ts';
import { isTicketMatch, mayMatch, rangesFor, type TicketFilter } from './ticket-filter.ts';
import type { IndexEntry, SortField } from './ticket-index.ts';

export interface TicketListing {
  readonly filter: TicketFilter;
  readonly sort: SortField;
  readonly backward: boolean;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after: string | undefined;
}

export interface TicketPage {
  readonly items: readonly Ticket[];
  /** Where the next page begins; undefined at the end. */
  readonly next: string | undefined;
}

/** A page looks at no more index entries than this, so a rare filter gives short pages instead of slow ones. */
const mostExamined = 500;
/** Where the first query did not fill the page, most entries are filtered out: the next ones look at more at once. */
const furtherLimit = 100;

/**
 * One page of the tickets that a principal may see, as a merge of ordered ranges. What is configured is read at the
 * same time as the page, on what this instance knew; a page of an older configuration is read again.
 */
export async function listTickets(
  desk: Pick<Desk, 'index' | 'accounts'>,
  principal: Principal,
  listing: TicketListing,
): Promise<TicketPage> {
  const known = await desk.accounts.known();
  const [account, page] = await Promise.all([
    desk.accounts.load(),
    pickEntries(desk, listing, { principal, account: known }),
  ]);
  const entries =
    account.version === known.version ? page : await pickEntries(desk, listing, { principal, account });
  const found = await desk.index.getMany(entries.picked.map((entry) => entry.ticketId));
  const items = entries.picked
    .map((entry) => found.get(entry.ticketId))
    .filter((ticket) => ticket !== undefined)
    .filter((ticket) => isTicketMatch(ticket, listing.filter, { principal, account }));
  return { items, next: entries.next };
}

interface Who {
  readonly principal: Principal;
  readonly account: Account;
}

interface Collected {
  readonly picked: readonly IndexEntry[];
  readonly next: string | undefined;
}

/** One page of the index, as far as the index can tell that an entry belongs to the list. */
export async function pickEntries(
  desk: Pick<Desk, 'index'>,
  listing: TicketListing,
  who: Who,
): Promise<Collected> {
  const ranges = rangesFor(who.principal, listing, who.account);
  const picked: IndexEntry[] = [];
  let after = listing.after;
  for (let examined = 0; examined < mostExamined; ) {
    const page = { ...listing, after, limit: examined === 0 ? listing.limit : furtherLimit };
    const pages = await Promise.all(ranges.map((range) => desk.index.list(range, page)));
    const { entries, isEnd } = mergePages(pages, page);
    const taken = takeMatches(entries, listing.limit - picked.length, (entry) =>
      mayMatch(entry, listing.filter, who),
    );
    picked.push(...taken.matches);
    const isDone = isEnd && taken.examined === entries.length;
    after = isDone ? undefined : (entries[taken.examined - 1]?.position ?? after);
    if (isDone || picked.length === listing.limit) break;
    examined += taken.examined;
  }
  return { picked, next: after };
}

function takeMatches(entries: readonly IndexEntry[], most: number, isMatch: (entry: IndexEntry) => boolean) {
  const matches: IndexEntry[] = [];
  let examined = 0;
  for (const entry of entries) {
    if (matches.length === most) break;
    examined += 1;
    if (isMatch(entry)) matches.push(entry);
  }
  return { matches, examined };
}

/**
 * Merges one page of each range by position, each ticket once. Beyond the last entry of a full page its range may hold
 * more, so the merge ends at the nearest such edge.
 */
export function mergePages<Entry extends Pick<IndexEntry, 'position'>>(
  pages: readonly (readonly Entry[])[],
  { limit, backward }: { limit: number; backward: boolean },
): { entries: Entry[]; isEnd: boolean } {
  const before = (one: string, other: string) => (backward ? one > other : one < other);
  const edges = pages.filter((page) => page.length >= limit).map((page) => page.at(-1)?.position ?? '');
  const edge = edges.reduce<string | undefined>(
    (nearest, position) => (nearest === undefined || before(position, nearest) ? position : nearest),
    undefined,
  );
  const byPosition = new Map(pages.flat().map((entry) => [entry.position, entry]));
  const entries = [...byPosition.values()]
    .filter((entry) => edge === undefined || !before(edge, entry.position))
    .sort((one, other) => (before(one.position, other.position) ? -1 : 1));
  return { entries, isEnd: edge === undefined };
}
