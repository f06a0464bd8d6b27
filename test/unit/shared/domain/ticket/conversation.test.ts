import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TicketId } from '#shared/domain/ids.ts';
import { closedConversation, cutConversation, holds, unite } from '#shared/domain/ticket/conversation.ts';
import { leftOf, mergeStretches } from '#shared/domain/ticket/read-conversation.ts';
import type { Stretch } from '#shared/domain/ticket/ticket.ts';
import type { ReadUpTo } from '#shared/domain/ticket/ticket-store.ts';
import { atMinute } from '#test/support/builders.ts';

const stretch = (ticketId: TicketId, from: number, upTo: number | null): Stretch => ({
  ticketId,
  from,
  upTo,
});
const plain = { id: 'tkt_a', conversation: [], version: 9 } as const;

describe('unite', () => {
  it.each([
    {
      name: 'one that touches the next',
      from: [
        [1, 4],
        [5, 8],
      ],
      to: [[1, 8]],
    },
    {
      name: 'a gap',
      from: [
        [1, 4],
        [6, 8],
      ],
      to: [
        [1, 4],
        [6, 8],
      ],
    },
    {
      name: 'one inside of another',
      from: [
        [1, 8],
        [2, 3],
      ],
      to: [[1, 8]],
    },
    {
      name: 'an open end',
      from: [
        [1, 4],
        [5, null],
      ],
      to: [[1, null]],
    },
    {
      name: 'any order',
      from: [
        [5, null],
        [1, 4],
      ],
      to: [[1, null]],
    },
  ] as const)('joins $name', ({ from, to }) => {
    const of = (pairs: readonly (readonly [number, number | null])[]) =>
      pairs.map(([first, last]) => stretch('tkt_a', first, last));

    expect(unite(of(from))).toEqual(of(to));
  });
});

describe('cutConversation', () => {
  it('gives what was written up to now, and keeps what is still to come', () => {
    const { kept, given } = cutConversation(plain, new Map([['tkt_a', 5]]));

    expect(kept).toEqual([stretch('tkt_a', 1, 4), stretch('tkt_a', 10, null)]);
    expect(given).toEqual([stretch('tkt_a', 5, 9)]);
  });

  it('cuts each ticket at its own place, and leaves alone where nothing moves', () => {
    const conversation = [stretch('tkt_a', 1, null), stretch('tkt_b', 1, 7), stretch('tkt_c', 1, 3)];
    const firstOf = new Map<TicketId, number>([
      ['tkt_a', 1],
      ['tkt_b', 4],
    ]);

    const { kept, given } = cutConversation({ ...plain, conversation }, firstOf);

    expect(kept).toEqual([stretch('tkt_a', 10, null), stretch('tkt_b', 1, 3), stretch('tkt_c', 1, 3)]);
    expect(given).toEqual([stretch('tkt_a', 1, 9), stretch('tkt_b', 4, 7)]);
  });
});

describe('holds', () => {
  it.each([
    { conversation: [], version: 12, held: true },
    { conversation: [stretch('tkt_a', 1, 4), stretch('tkt_a', 10, null)], version: 4, held: true },
    { conversation: [stretch('tkt_a', 1, 4), stretch('tkt_a', 10, null)], version: 5, held: false },
    { conversation: [stretch('tkt_a', 1, 4), stretch('tkt_a', 10, null)], version: 10, held: true },
    { conversation: [stretch('tkt_b', 1, 9)], version: 1, held: false },
  ])('says $held of version $version', ({ conversation, version, held }) => {
    expect(holds({ id: 'tkt_a', conversation }, { ticketId: 'tkt_a', ticketVersion: version })).toBe(held);
  });

  it('holds after closing what it held before, and nothing that comes later', () => {
    const closed = { id: 'tkt_a', conversation: closedConversation(plain) } as const;

    expect(holds(closed, { ticketId: 'tkt_a', ticketVersion: 9 })).toBe(true);
    expect(holds(closed, { ticketId: 'tkt_a', ticketVersion: 10 })).toBe(false);
  });
});

/** Messages of a few tickets, some at the same instant, some by a clock that goes wrong. */
const written = fc.array(
  fc.record({ ticket: fc.constantFrom('tkt_a', 'tkt_b', 'tkt_c'), minute: fc.integer({ min: 0, max: 9 }) }),
  { maxLength: 40 },
);

describe('mergeStretches', () => {
  it('gives every message once, page by page, those of a ticket in the order of its versions', () => {
    const property = fc.property(written, fc.integer({ min: 1, max: 7 }), (all, limit) => {
      const messages = all.map(({ ticket, minute }, version) => ({
        ticketId: ticket as TicketId,
        ticketVersion: version + 1,
        createdAt: atMinute(minute),
      }));
      const stretches = (['tkt_a', 'tkt_b', 'tkt_c'] as const).flatMap((id) => [
        stretch(id, 1, 20),
        stretch(id, 21, null),
      ]);
      const pageAfter = (readUpTo: ReadUpTo, most: number) => {
        const begun = leftOf(stretches, readUpTo).map((one) => {
          const own = messages.filter((message) => holds({ id: one.ticketId, conversation: [one] }, message));
          return { stretch: one, items: own.slice(0, most + 1), isEnd: own.length <= most };
        });
        return mergeStretches(begun, { limit: most, readUpTo });
      };

      const paged: typeof messages = [];
      for (let readUpTo: ReadUpTo | undefined = {}; readUpTo !== undefined; ) {
        const page: ReturnType<typeof pageAfter> = pageAfter(readUpTo, limit);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        paged.push(...page.items);
        readUpTo = page.next;
      }

      expect(paged).toEqual(pageAfter({}, 100).items);
      expect(paged).toHaveLength(messages.length);
      for (const own of Map.groupBy(paged, ({ ticketId }) => ticketId).values()) {
        const versions = own.map(({ ticketVersion }) => ticketVersion);
        expect(versions).toEqual(versions.toSorted((one, other) => one - other));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});
