import * as z from 'zod';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, RatingId, TicketId } from '../ids.ts';
import type { Listed } from '../ticket/ticket-store.ts';

export const ratingScores = ['good', 'neutral', 'bad'] as const;
export type RatingScore = (typeof ratingScores)[number];

export const longestComment = 2000;

/** What a customer says of how he was served. */
export const RatingInput = z.strictObject({
  rating: z.enum(ratingScores),
  comment: z
    .string()
    .trim()
    .max(longestComment)
    .nullable()
    .default(null)
    .transform((comment) => comment || null),
});
export type RatingInput = z.output<typeof RatingInput>;

/** One rating of a ticket. Its comment is a text of a person, so it stands here and not on the timeline. */
export interface Rating {
  readonly id: RatingId;
  readonly ticketId: TicketId;
  /** The ticket's version that this rating came with. */
  readonly ticketVersion: number;
  readonly rating: RatingScore;
  readonly comment: string | null;
  /** Who had answered last; null: nobody had. */
  readonly agentId: AgentId | null;
  /** Who took it out of the reports, and when; null while nobody did. */
  readonly invalidated: { readonly agentId: string; readonly at: Instant } | null;
  readonly createdAt: Instant;
}

/** The one rating that counts, as its ticket knows it. */
export type CountingRating = Pick<Rating, 'id' | 'ticketVersion' | 'rating' | 'agentId'>;

/** Consistent. They are written with their ticket's change. */
export interface RatingStore {
  find(ticketId: TicketId, ratingId: string): Promise<Rating | undefined>;
  /** Of all of these tickets, in order of writing. */
  list(
    ticketIds: readonly TicketId[],
    page: { limit: number; after: string | undefined },
  ): Promise<Listed<Rating>>;
}
