import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorise } from '#shared/domain/access/authorise.ts';
import { listTickets, mergePages, type TicketListing } from '#shared/domain/ticket/list-tickets.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anyTicket } from '#shared/domain/ticket/ticket-filter.ts';
import type { IndexEntry } from '#shared/domain/ticket/ticket-index.ts';
import { anAccount, aPrincipal, aTicket, atMinute } from '#test/support/builders.ts';
import { aMemoryDesk, type MemoryDesk } from '#test/support/memory-desk.ts';
import { accounts, expectedList, filters, principals, ticketsFrom } from './ticket-worlds.ts';

const runs = { numRuns: 250 };

const worlds = fc.record({
  account: accounts,
  principal: principals,
  filter: filters,
  sort: fc.constantFrom('createdAt', 'updatedAt'),
  backward: fc.boolean(),
  limit: fc.integer({ min: 1, max: 5 }),
  tickets: ticketsFrom(0),
  latecomers: ticketsFrom(1000),
});

const write = (desk: MemoryDesk, tickets: readonly Ticket[]) => {
  for (const ticket of tickets) desk.tickets.ticketById.set(ticket.id, ticket);
};

interface Reading {
  readonly listing: Omit<TicketListing, 'after'>;
  readonly principal: Parameters<typeof listTickets>[1];
  /** What happens before each further page. */
  readonly between?: () => void;
}

/** Follows the cursors to the end. */
async function readAll(desk: MemoryDesk, { listing, principal, between }: Reading): Promise<Ticket[][]> {
  const pages: Ticket[][] = [];
  let after: string | undefined;
  do {
    const page = await listTickets(desk, principal, { ...listing, after });
    pages.push([...page.items]);
    after = page.next;
    between?.();
    expect(pages.length).toBeLessThan(200);
  } while (after !== undefined);
  return pages;
}

describe('listTickets', () => {
  it('gives exactly what is asked for and may be seen, in its order, whatever the page', async () => {
    const property = fc.asyncProperty(
      worlds,
      async ({ account, principal, tickets, latecomers: _, ...listing }) => {
        const desk = aMemoryDesk({ account });
        const all = tickets(account);
        write(desk, all);

        const pages = await readAll(desk, { listing, principal });

        expect(pages.flat().map((ticket) => ticket.id)).toEqual(
          expectedList(all, listing, { principal, account }),
        );
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(listing.limit);
      },
    );
    await fc.assert(property, runs);
  });

  it('gives only what a get would give', async () => {
    const property = fc.asyncProperty(
      worlds,
      async ({ account, principal, tickets, latecomers: _, ...listing }) => {
        const desk = aMemoryDesk({ account });
        write(desk, tickets(account));

        const pages = await readAll(desk, { listing, principal });

        for (const ticket of pages.flat()) {
          expect(() =>
            authorise(principal, 'tickets.read', { kind: 'ticket', ticket, account }),
          ).not.toThrow();
        }
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it('gives each ticket of before once while others come in between the pages', async () => {
    const property = fc.asyncProperty(
      worlds,
      async ({ account, principal, tickets, latecomers, ...asked }) => {
        const desk = aMemoryDesk({ account });
        const listing = { ...asked, sort: 'createdAt' as const };
        const before = tickets(account);
        const later = latecomers(account);
        write(desk, before);
        const between = () => write(desk, later.splice(0, 2));

        const pages = await readAll(desk, { listing, principal, between });

        const seen = pages.flat().map((ticket) => ticket.id);
        expect(new Set(seen).size).toBe(seen.length);
        const early = new Set<string>(before.map((ticket) => ticket.id));
        expect(seen.filter((id) => early.has(id))).toEqual(
          expectedList(before, listing, { principal, account }),
        );
      },
    );
    await fc.assert(property, runs);
  });

  it('needs few queries to find the one ticket of a rare filter', async () => {
    const desk = aMemoryDesk();
    const many = Array.from({ length: 300 }, (_, position) =>
      aTicket({ id: `tkt_${String(position).padStart(3, '0')}`, createdAt: atMinute(position) }),
    );
    write(desk, [...many, aTicket({ id: 'tkt_rare', createdAt: atMinute(900), priority: 'urgent' })]);
    const filter = { ...anyTicket, priorities: ['urgent' as const] };
    const listing = { filter, sort: 'createdAt' as const, backward: false, limit: 1, after: undefined };

    const page = await listTickets(desk, aPrincipal(), listing);

    expect(page.items.map((ticket) => ticket.id)).toEqual(['tkt_rare']);
    const rangesOfHis = 2;
    expect(desk.index.queries).toBe(4 * rangesOfHis);
  });

  it('looks at five hundred entries a page, and goes on from there', async () => {
    const desk = aMemoryDesk();
    write(
      desk,
      Array.from({ length: 1100 }, (_, position) =>
        aTicket({ id: `tkt_${String(position).padStart(4, '0')}`, createdAt: atMinute(0) }),
      ),
    );
    const filter = { ...anyTicket, priorities: ['urgent' as const] };
    const listing = { filter, sort: 'createdAt' as const, backward: false, limit: 25 };

    const pages = await readAll(desk, { listing, principal: aPrincipal() });

    expect(pages.flat()).toEqual([]);
    expect(pages).toHaveLength(3);
  });

  it('decides by the configuration of now, also when this instance knew an older one', async () => {
    const desk = aMemoryDesk({ account: anAccount({ version: 2 }) });
    write(desk, [aTicket({ departmentId: 'dep_default' })]);
    const outdated = anAccount({ version: 1, departments: [] });
    const lagging = { ...desk, accounts: { ...desk.accounts, known: async () => outdated } };
    const listing = {
      filter: anyTicket,
      sort: 'createdAt' as const,
      backward: true,
      limit: 5,
      after: undefined,
    };

    const page = await listTickets(lagging, aPrincipal(), listing);

    expect(page.items).toHaveLength(1);
  });
});

const entry = (position: string): IndexEntry => ({ ticketId: `tkt_${position}`, position, facts: null });

describe('mergePages', () => {
  const ranges = fc.record({
    ranges: fc.array(fc.uniqueArray(fc.integer({ min: 10, max: 60 }).map(String), { maxLength: 12 }), {
      maxLength: 4,
    }),
    limit: fc.integer({ min: 1, max: 5 }),
    backward: fc.boolean(),
  });

  it('merges the beginnings of ranges into the beginning of them all', () => {
    const property = fc.property(ranges, ({ ranges: all, limit, backward }) => {
      const inOrder = (positions: readonly string[]) =>
        backward ? positions.toSorted().toReversed() : positions.toSorted();
      const pages = all.map((range) => inOrder(range).slice(0, limit).map(entry));

      const { entries, isEnd } = mergePages(pages, { limit, backward });

      const whole = inOrder([...new Set(all.flat())]);
      const merged = entries.map(({ position }) => position);
      expect(merged).toEqual(whole.slice(0, merged.length));
      expect(merged.length).toBeGreaterThanOrEqual(Math.min(limit, whole.length));
      if (isEnd) expect(merged).toHaveLength(whole.length);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
