import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { CountingRating, Rating, RatingInput } from './rating.ts';

/** A customer's rating, for who answered him last. It takes the place of the one before: the last one counts (behaviour.md section 9). */
export function rateTicket(ticket: Ticket, said: RatingInput, context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(ticket, context);
  const rating: Rating = {
    ...said,
    id: context.ids.next('rtg'),
    ticketId: ticket.id,
    ticketVersion: draft.ticket.version,
    agentId: ticket.lastAgentId,
    invalidated: null,
    createdAt: context.at,
  };
  const counting = toCounting(rating);
  return draft
    .rate(rating)
    .set({ rating: counting })
    .log({
      kind: 'rating.received',
      ofAgentId: rating.agentId,
      ...(ticket.rating === null ? {} : { before: factsOf(ticket.rating) }),
      after: factsOf(counting),
    })
    .finish();
}

/** Takes the rating that counts out of the reports; null for any other, which counts no longer. */
export function withoutRating(ticket: Ticket, rating: Rating, context: ChangeContext): TicketChange | null {
  if (ticket.rating?.id !== rating.id) return null;
  const invalidated = { agentId: context.actor.id ?? '', at: context.at };
  return TicketDraft.of(ticket, context)
    .rate({ ...rating, invalidated })
    .set({ rating: null })
    .log({ kind: 'rating.invalidated', ofAgentId: rating.agentId, before: factsOf(ticket.rating) })
    .finish();
}

const toCounting = ({ id, ticketVersion, rating, agentId }: Rating): CountingRating => ({
  id,
  ticketVersion,
  rating,
  agentId,
});

/** The version finds the entry by which it was counted. */
const factsOf = ({ id, ticketVersion, rating, agentId }: CountingRating) => ({
  ratingId: id,
  ticketVersion,
  rating,
  agentId,
});
