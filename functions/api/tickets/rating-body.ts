import * as z from 'zod';
import { ratingScores } from '#shared/domain/rating/rating.ts';
import { ratingStates } from '#shared/domain/rating/view-ratings.ts';

const instant = z.iso.datetime();

export const RatingBody = z
  .strictObject({
    id: z.string(),
    rating: z.enum(ratingScores),
    comment: z.string().nullable(),
    agentId: z.string().nullable().meta({ description: 'Who had answered last' }),
    state: z
      .enum(ratingStates)
      .meta({ description: 'One of a ticket counts: the last, unless it was invalidated' }),
    invalidatedAt: instant.nullable(),
    invalidatedBy: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Rating' });
