import { invalidateRating as invalidate } from '#shared/domain/rating/invalidate-rating.ts';
import type { Rating } from '#shared/domain/rating/rating.ts';
import { toRatingView } from '#shared/domain/rating/view-ratings.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { RatingBody } from './rating-body.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { RatingPath } from './ticket-schemas.ts';

export const invalidateRating = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/ratings/{ratingId}/invalidate',
  name: 'invalidateRating',
  summary: 'Take a rating out of the reports',
  description: 'One that counts no longer stays as it is.',
  permission: 'ratings.invalidate',
  repeatable: 'kept',
  params: RatingPath,
  answers: { 200: { description: 'The rating as it is now', body: RatingBody } },
  perform: async (call, desk: TicketDesk) => {
    const { rating, ticket } = await invalidate(desk, {
      ...call.params,
      request: {
        ...call,
        keep: ({ ratings, after }) => call.keep(200, toRatingView(ratings[0] as Rating, after)),
      },
    });
    return answer(200, toRatingView(rating, ticket));
  },
});
