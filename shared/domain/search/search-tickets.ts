import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import { mergePages, type TicketListing, type TicketPage } from '../ticket/list-tickets.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { isTicketMatch, mayMatch, rangesFor } from '../ticket/ticket-filter.ts';
import type { SearchQuery } from './query.ts';
import { type Look, type LookPage, type TicketSearch, toLook } from './ticket-search.ts';

export type SearchDesk = Pick<Desk, 'index' | 'accounts'> & { readonly search: TicketSearch };

/** Found tickets stand in the order of their creation. */
export type TicketSought = Omit<TicketListing, 'sort'> & { readonly query: SearchQuery };

interface Seeker {
  readonly principal: Principal;
  readonly account: Account;
}

/** A page looks at no more entries than this, so that what is rarely in scope gives short pages instead of slow ones. */
const mostExamined = 500;
/** Where the first look did not fill the page, the next ones look at more at once. */
const furtherLimit = 100;

/**
 * One page of the tickets that match and that a principal may see. What the index names is read as it is now, and only
 * the ticket itself says whether it matches, belongs to the list and is in scope: an index that is behind shows nothing
 * that is over.
 */
export async function searchTickets(
  desk: SearchDesk,
  principal: Principal,
  sought: TicketSought,
): Promise<TicketPage> {
  const seeker = { principal, account: await desk.accounts.load() };
  const items: Ticket[] = [];
  let page: LookPage = { ...sought, through: undefined };
  for (let examined = 0; examined < mostExamined; ) {
    const look = await lookFor(desk, { sought, seeker }, page);
    const { taken, last } = await takeMatches(desk, look, {
      most: sought.limit - items.length,
      isMatch: (ticket) =>
        desk.search.isMatch(sought.query, ticket) && isTicketMatch(ticket, sought.filter, seeker),
    });
    items.push(...taken);
    if (last !== undefined) return { items, next: last };
    if (look.next === undefined) return { items, next: undefined };
    examined += look.examined;
    page = { ...page, after: look.next, through: look.through, limit: furtherLimit };
  }
  return { items, next: page.after };
}

interface Sight {
  readonly sought: TicketSought;
  readonly seeker: Seeker;
}

async function lookFor(desk: SearchDesk, sight: Sight, page: LookPage): Promise<Look> {
  return (await desk.search.look(sight.sought.query, page)) ?? lookThrough(desk, sight, page);
}

/** A letter or two are in so many tickets that the newest in scope are looked through instead. */
async function lookThrough({ index }: SearchDesk, { sought, seeker }: Sight, page: LookPage): Promise<Look> {
  const asked = { ...page, sort: 'createdAt' as const };
  const ranges = rangesFor(seeker.principal, { ...sought, sort: 'createdAt' }, seeker.account);
  const pages = await Promise.all(ranges.map((range) => index.list(range, asked)));
  const merged = mergePages(pages, page);
  const candidates = merged.entries.filter((entry) => mayMatch(entry, sought.filter, seeker));
  return toLook(merged, candidates, { limit: page.limit, through: undefined });
}

interface Taking {
  readonly most: number;
  readonly isMatch: (ticket: Ticket) => boolean;
}

/** `last` is where the page ended before the look did. */
async function takeMatches({ index }: SearchDesk, look: Look, { most, isMatch }: Taking) {
  const found = await index.getMany(look.candidates.map(({ ticketId }) => ticketId));
  const matches = look.candidates.flatMap(({ ticketId, position }) => {
    const ticket = found.get(ticketId);
    return ticket !== undefined && isMatch(ticket) ? [{ ticket, position }] : [];
  });
  const taken = matches.slice(0, most);
  const isLast = taken.length < matches.length || (taken.length === most && look.next !== undefined);
  return { taken: taken.map(({ ticket }) => ticket), last: isLast ? taken.at(-1)?.position : undefined };
}
