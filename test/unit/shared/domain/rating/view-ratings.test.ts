import { describe, expect, it } from 'vitest';
import { rateTicket, withoutRating } from '#shared/domain/rating/rate-ticket.ts';
import type { Rating } from '#shared/domain/rating/rating.ts';
import { maySeeRating, toRatingView, toVisibleEntry } from '#shared/domain/rating/view-ratings.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { aContext, aPrincipal, aTicket, byCustomer } from '#test/support/builders.ts';

const ada = aPrincipal();
const bob = aPrincipal({ agentId: 'agt_bob' });
const head = aPrincipal({ agentId: 'agt_eve', permissions: new Set(['ratings.others']) });

const ticket = aTicket({ lastAgentId: 'agt_ada' });
const context = aContext(10, { actor: byCustomer });
const first = rateTicket(ticket, { rating: 'good', comment: null }, context);
const second = rateTicket(
  { ...first.after, lastAgentId: 'agt_bob' },
  { rating: 'bad', comment: null },
  context,
);
const [ofAda, ofBob] = [first, second].map(({ entries }) => entries[0]) as [Entry, Entry];

describe('maySeeRating', () => {
  it.each([
    { name: 'his own', viewer: ada, of: 'agt_ada', sees: true },
    { name: 'another’s', viewer: ada, of: 'agt_bob', sees: false },
    { name: 'nobody’s', viewer: ada, of: null, sees: false },
    { name: 'another’s, with `ratings.others`', viewer: head, of: 'agt_bob', sees: true },
    { name: 'nobody’s, with `ratings.others`', viewer: head, of: null, sees: true },
  ])('says whether he sees $name', ({ viewer, of, sees }) => {
    expect(maySeeRating(viewer, of)).toBe(sees);
  });
});

describe('toVisibleEntry', () => {
  it('shows everything to whoever sees all', () => {
    expect([ofAda, ofBob].map((entry) => toVisibleEntry(head, entry))).toEqual([ofAda, ofBob]);
  });

  it('shows an agent his own, without what it replaced of another’s', () => {
    expect([ofAda, ofBob].map((entry) => toVisibleEntry(ada, entry))).toEqual([ofAda, null]);
    const { before, ...rest } = ofBob;
    expect(before).toMatchObject({ agentId: 'agt_ada' });
    expect([ofAda, ofBob].map((entry) => toVisibleEntry(bob, entry))).toEqual([null, rest]);
  });

  it('hides what became of another’s', () => {
    const gone = withoutRating(first.after, first.ratings[0] as Rating, aContext(20));
    const entry = gone?.entries[0] as Entry;

    expect([ada, bob].map((viewer) => toVisibleEntry(viewer, entry))).toEqual([entry, null]);
  });

  it('shows every other line', () => {
    const other: Entry = { ...ofAda, kind: 'ticket.tagged' };

    expect(toVisibleEntry(bob, other)).toBe(other);
  });
});

describe('toRatingView', () => {
  const rating = first.ratings[0] as Rating;

  it.each([
    ['counts', rating, first.after],
    ['replaced', rating, second.after],
    ['invalidated', { ...rating, invalidated: { agentId: 'agt_eve', at: rating.createdAt } }, second.after],
  ])('says whether it %s', (state, one, of) => {
    expect(toRatingView(one, of).state).toBe(state);
  });
});
