import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#shared/domain/search/query.ts';
import { searchTickets, type TicketSought } from '#shared/domain/search/search-tickets.ts';
import { openTicketSearch } from '#shared/domain/search/ticket-search.ts';
import { wordsIn } from '#shared/domain/search/words.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anyTicket } from '#shared/domain/ticket/ticket-filter.ts';
import { aPrincipal, aTicket, atMinute } from '#test/support/builders.ts';
import { aMemoryDesk } from '#test/support/memory-desk.ts';
import { MemoryWords } from '#test/support/memory-words.ts';
import { accounts, expectedList, filters, principals, ticketsFrom } from '../ticket/ticket-worlds.ts';

const vocabulary = [
  'chair',
  'chairs',
  'charcoal',
  'chapter',
  'internal',
  'international',
  'ox',
  'Città',
  'a',
];
const subjects = fc.subarray(vocabulary, { minLength: 1 }).map((words) => words.join(' '));

const worlds = fc.record({
  account: accounts,
  principal: principals,
  filter: filters,
  backward: fc.boolean(),
  limit: fc.integer({ min: 1, max: 5 }),
  tickets: ticketsFrom(0),
  subjects: fc.array(subjects, { minLength: 24, maxLength: 24 }),
  q: fc.constantFrom(
    'cha',
    'chair',
    'chairs chair',
    'chair cha',
    'internat',
    'ox',
    'a',
    'citta int',
    'ox chap',
    'x',
  ),
});

function startSearch(tickets: readonly Ticket[], desk = aMemoryDesk()) {
  for (const ticket of tickets) desk.tickets.ticketById.set(ticket.id, ticket);
  const words = MemoryWords.of(tickets);
  return {
    desk: { ...desk, search: openTicketSearch(words) },
    words,
    index: desk.index,
    tickets: desk.tickets,
  };
}

type Desk = ReturnType<typeof startSearch>['desk'];

/** Follows the cursors to the end. */
async function readAll(
  desk: Desk,
  principal: Parameters<typeof searchTickets>[1],
  sought: Omit<TicketSought, 'after'>,
) {
  const pages: Ticket[][] = [];
  let after: string | undefined;
  do {
    const page = await searchTickets(desk, principal, { ...sought, after });
    pages.push([...page.items]);
    after = page.next;
    expect(pages.length).toBeLessThan(200);
  } while (after !== undefined);
  return pages;
}

/** In plain words: all of them are there, the last one may be only begun. */
function isSought({ subject }: Ticket, q: string): boolean {
  const words = wordsIn(subject);
  const sought = wordsIn(q);
  return sought.every((one, at) =>
    at === sought.length - 1 ? words.some((word) => word.startsWith(one)) : words.includes(one),
  );
}

describe('searchTickets', () => {
  it('gives exactly what matches and may be seen, by creation, whatever the page', async () => {
    const property = fc.asyncProperty(
      worlds,
      async ({ account, principal, tickets, subjects: said, q, ...listing }) => {
        const all = tickets(account).map((ticket, at) => ({
          ...ticket,
          code: 'ZZZ-ZZZZZ-000',
          customer: { ...ticket.customer, name: null, email: null, phone: null },
          tags: ticket.tags.filter((tag) => tag !== 'città'),
          subject: said[at] ?? 'a',
        }));
        const { desk } = startSearch(all, aMemoryDesk({ account }));

        const pages = await readAll(desk, principal, { ...listing, query: parseQuery(q) });

        const matching = all.filter((ticket) => isSought(ticket, q));
        expect(pages.flat().map(({ id }) => id)).toEqual(
          expectedList(matching, { ...listing, sort: 'createdAt' }, { principal, account }),
        );
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(listing.limit);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  const sought = (q: string, changes: Partial<TicketSought> = {}): TicketSought => ({
    filter: anyTicket,
    backward: true,
    limit: 25,
    after: undefined,
    query: parseQuery(q),
    ...changes,
  });

  const many = (count: number, subjectOf: (at: number) => string) =>
    Array.from({ length: count }, (_, at) =>
      aTicket({
        id: `tkt_${String(at).padStart(4, '0')}`,
        createdAt: atMinute(at),
        subject: subjectOf(at),
      }),
    );

  it('reads on under the rarest word alone', async () => {
    const tickets = many(300, (at) => (at === 3 || at === 5 ? 'common table walnut' : 'common table'));
    const { desk, words } = startSearch(tickets);

    const page = await searchTickets(desk, aPrincipal(), sought('common walnut tab'));

    expect(page.items.map(({ id }) => id)).toEqual(['tkt_0005', 'tkt_0003']);
    expect(page.next).toBeUndefined();
    expect(words.read.toSorted()).toEqual(['common', 'tab', 'walnut']);
  });

  it('looks at five hundred a page, and goes on from there', async () => {
    const tickets = many(1_300, (at) => (at === 0 ? 'charcoal' : 'chair'));
    const { desk } = startSearch(tickets);

    const pages = await readAll(desk, aPrincipal(), sought('charc'));

    expect(pages.flat().map(({ id }) => id)).toEqual(['tkt_0000']);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.length).toBeLessThan(5);
  });

  it('shows nothing that is found no more, while the index does not know it yet', async () => {
    const [first, second, third] = many(3, () => 'chairs');
    const { desk, tickets } = startSearch([first!, second!, third!]);
    tickets.ticketById.set(first!.id, { ...first!, subject: 'tables' });
    tickets.ticketById.delete(second!.id);

    const page = await searchTickets(desk, aPrincipal(), sought('chairs'));

    expect(page.items.map(({ id }) => id)).toEqual([third!.id]);
  });
});
