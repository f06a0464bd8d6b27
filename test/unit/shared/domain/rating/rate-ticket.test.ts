import { describe, expect, it } from 'vitest';
import { rateTicket, withoutRating } from '#shared/domain/rating/rate-ticket.ts';
import { type Rating, RatingInput } from '#shared/domain/rating/rating.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, aTicket, atMinute, byAgent, byCustomer, countingIds } from '#test/support/builders.ts';

const ids = countingIds();
const good = RatingInput.parse({ rating: 'good', comment: ' Quick! ' });
const bad = RatingInput.parse({ rating: 'bad' });
const answered = aTicket({ status: 'resolved', assigneeId: 'agt_bob', lastAgentId: 'agt_ada', version: 4 });
const rate = (ticket: Ticket, said: RatingInput, minutes = 30) =>
  rateTicket(ticket, said, aContext(minutes, { actor: byCustomer, ids }));
const only = <One>(all: readonly One[]): One => {
  expect(all).toHaveLength(1);
  return all[0] as One;
};

describe('rateTicket', () => {
  it('keeps what the customer said for who answered last, whoever has the ticket', () => {
    const { after, entries, ratings } = rate(answered, good);

    const rating = only(ratings);
    expect(rating).toMatchObject({
      ticketId: answered.id,
      ticketVersion: 5,
      rating: 'good',
      comment: 'Quick!',
      agentId: 'agt_ada',
      invalidated: null,
      createdAt: atMinute(30),
    });
    expect(after).toMatchObject({
      version: 5,
      status: 'resolved',
      rating: { id: rating.id, rating: 'good' },
    });
    expect(only(entries)).toMatchObject({
      kind: 'rating.received',
      actor: byCustomer,
      after: { ratingId: rating.id, rating: 'good', agentId: 'agt_ada' },
      facts: { agentId: 'agt_ada' },
    });
  });

  it('says nothing of the comment on the timeline', () => {
    expect(JSON.stringify(rate(answered, good).entries)).not.toContain('Quick');
  });

  it('lets the last one count, and names the one that it replaces', () => {
    const first = rate(answered, good);
    const elsewhere = { ...first.after, lastAgentId: 'agt_eve' as const };

    const second = rate(elsewhere, bad, 40);

    const [before, after] = [only(first.ratings), only(second.ratings)];
    expect(second.after.rating).toMatchObject({ id: after.id, rating: 'bad', agentId: 'agt_eve' });
    expect(only(second.entries)).toMatchObject({
      before: { ratingId: before.id, ticketVersion: 5, rating: 'good', agentId: 'agt_ada' },
      after: { ratingId: after.id, ticketVersion: 6, rating: 'bad', agentId: 'agt_eve' },
    });
  });

  it('goes to nobody where nobody answered', () => {
    const { ratings, entries } = rate({ ...answered, lastAgentId: null }, bad);

    expect(only(ratings).agentId).toBeNull();
    expect(only(entries).facts.agentId).toBeNull();
  });
});

describe('withoutRating', () => {
  const rated = rate(answered, good);
  const rating = only(rated.ratings);
  const take = (ticket: Ticket, of: Rating) => withoutRating(ticket, of, aContext(50, { actor: byAgent }));

  it('takes the one that counts away, on the timeline too', () => {
    const change = take(rated.after, rating);

    expect(change?.after.rating).toBeNull();
    expect(change?.ratings).toEqual([{ ...rating, invalidated: { agentId: 'agt_ada', at: atMinute(50) } }]);
    expect(change?.entries).toMatchObject([
      {
        kind: 'rating.invalidated',
        actor: byAgent,
        before: { ratingId: rating.id, rating: 'good', agentId: 'agt_ada' },
        facts: { agentId: 'agt_ada' },
      },
    ]);
  });

  it.each([
    ['was replaced', rate(rated.after, bad, 40).after],
    ['was taken away', { ...rated.after, rating: null }],
  ])('leaves one alone that %s', (_, ticket) => {
    expect(take(ticket, rating)).toBeNull();
  });
});

describe('RatingInput', () => {
  it.each([
    [{ rating: 'good' }, { rating: 'good', comment: null }],
    [
      { rating: 'neutral', comment: '  ' },
      { rating: 'neutral', comment: null },
    ],
    [
      { rating: 'bad', comment: null },
      { rating: 'bad', comment: null },
    ],
  ])('reads %j', (given, read) => {
    expect(RatingInput.parse(given)).toEqual(read);
  });

  it.each([
    ['none', {}],
    ['another', { rating: 'great' }],
    ['a long comment', { rating: 'good', comment: 'x'.repeat(2001) }],
    ['an unknown field', { rating: 'bad', stars: 1 }],
  ])('refuses %s', (_, given) => {
    expect(RatingInput.safeParse(given).success).toBe(false);
  });
});
