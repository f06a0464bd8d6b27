import * as z from 'zod';
import { type Rating, RatingInput, ratingScores } from '#shared/domain/rating/rating.ts';
import { receiveRating } from '#shared/domain/rating/receive-rating.ts';
import { answer } from '#shared/lambda/answer.ts';
import { type Operation, operation } from '#shared/lambda/operation.ts';
import { originsOfAllForms } from './allowed-origins.ts';
import { countRating } from './count-rating.ts';
import { findOwnTicket, refuseUnknownTicket } from './find-own-ticket.ts';
import type { PublicDesk } from './public-desk.ts';

const PublicRating = z
  .strictObject({
    rating: z.enum(ratingScores),
    comment: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'PublicRating' });

const toPublicRating = ({ rating, comment, createdAt }: Rating) => ({ rating, comment, createdAt });

const rating = operation({
  method: 'POST',
  path: '/public/tickets/{code}/rating',
  name: 'rateOwnTicket',
  summary: 'Rate how one’s own ticket was answered',
  description:
    'With the ticket’s token as bearer. The last rating counts, for the agent who answered last. A wrong code and a wrong token look the same.',
  access: 'public',
  repeatable: 'kept',
  params: z.strictObject({ code: z.string().max(60) }),
  body: RatingInput,
  cors: (_call, desk: PublicDesk) => originsOfAllForms(desk),
  answers: { 201: { description: 'The rating that counts from now on', body: PublicRating } },
  perform: async (call, desk: PublicDesk) => {
    const ticket = await findOwnTicket(desk, call.params.code, call.token);
    await countRating(desk, ticket);
    const received = await receiveRating(desk, ticket.id, {
      said: call.body,
      keep: (made) => call.keep(201, toPublicRating(made)),
    });
    return answer(201, toPublicRating(received));
  },
});

/** Asked before anything is told: what is wrong with a rating, or what a repeat would be answered. */
export const rateOwnTicket: Operation<PublicDesk> = {
  ...rating,
  answer: async (request, desk) => {
    const ticket = await findOwnTicket(desk, request.pathParams['code'] ?? '', request.token);
    if (ticket.status === 'deleted') refuseUnknownTicket();
    return rating.answer(request, desk);
  },
};
