import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { changeTicket } from '../ticket/change-ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { rateTicket } from './rate-ticket.ts';
import type { Rating, RatingInput } from './rating.ts';

interface Rated {
  readonly said: RatingInput;
  /** The answer to keep with the effect, for repeats of the request. */
  readonly keep: (rating: Rating) => KeptAnswer | undefined;
}

/** Its customer rates a ticket. Refuses with `not-found` one that is deleted. */
export async function receiveRating(desk: Desk, id: TicketId, { said, keep }: Rated): Promise<Rating> {
  const { change } = await changeTicket(desk, id, {
    actor: { kind: 'customer', id: null },
    decide: ({ ticket }, context) => {
      if (ticket === undefined || ticket.status === 'deleted') return null;
      const actor = { kind: 'customer' as const, id: ticket.customer.id };
      const decided = rateTicket(ticket, said, { ...context, actor });
      return { change: decided, alongside: { keep: keep(ratingOf(decided)) } };
    },
  });
  if (change === null) throw new Refusal('not-found', 'There is no such ticket.');
  return ratingOf(change);
}

function ratingOf({ ratings: [rating] }: TicketChange): Rating {
  if (rating === undefined) throw new Error('this change brings no rating');
  return rating;
}
