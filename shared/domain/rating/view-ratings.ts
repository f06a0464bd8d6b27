import type { Principal } from '../access/principal.ts';
import type { Entry } from '../ticket/entry.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Rating } from './rating.ts';

type Viewer = Pick<Principal, 'agentId' | 'permissions'>;

/** Agents see what was said of themselves; `ratings.others` shows all (behaviour.md section 9). */
export function maySeeRating({ agentId, permissions }: Viewer, ratedAgentId: string | null): boolean {
  return ratedAgentId === agentId || permissions.has('ratings.others');
}

/** A line of the timeline as one may see it: without a rating that it replaced of somebody else's; null: not at all. */
export function toVisibleEntry(viewer: Viewer, entry: Entry): Entry | null {
  if (!entry.kind.startsWith('rating.')) return entry;
  if (!maySeeRating(viewer, entry.facts.agentId)) return null;
  const { before, ...rest } = entry;
  return before === undefined || maySeeRating(viewer, before['agentId'] as string | null) ? entry : rest;
}

/**
 * Those that one may see.
 * @param tickets of which they are; the last one of each counts, because a merge takes nothing out of the reports.
 */
export function toVisibleRatings(
  viewer: Viewer,
  ratings: readonly Rating[],
  tickets: readonly Pick<Ticket, 'id' | 'rating'>[],
) {
  const ticketById = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return ratings
    .filter(({ agentId }) => maySeeRating(viewer, agentId))
    .flatMap((rating) => {
      const ticket = ticketById.get(rating.ticketId);
      return ticket === undefined ? [] : [toRatingView(rating, ticket)];
    });
}

/** A rating as the API shows it. */
export function toRatingView(rating: Rating, ticket: Pick<Ticket, 'rating'>) {
  const { id, rating: score, comment, agentId, invalidated, createdAt } = rating;
  return {
    id,
    rating: score,
    comment,
    agentId,
    state: stateOf(rating, ticket),
    invalidatedAt: invalidated?.at ?? null,
    invalidatedBy: invalidated?.agentId ?? null,
    createdAt,
  };
}

export const ratingStates = ['counts', 'replaced', 'invalidated'] as const;

function stateOf({ id, invalidated }: Rating, ticket: Pick<Ticket, 'rating'>): (typeof ratingStates)[number] {
  if (invalidated !== null) return 'invalidated';
  return ticket.rating?.id === id ? 'counts' : 'replaced';
}
