import * as z from 'zod';
import { maySeeRating, toRatingView } from '#shared/domain/rating/view-ratings.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import { RatingBody } from './rating-body.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

export const listRatings = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/ratings',
  name: 'listRatings',
  summary: 'List the ratings of a ticket, oldest first',
  description: 'One’s own; with `ratings.others` all.',
  permission: 'tickets.read',
  params: TicketPath,
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page of ratings', body: pageOf(RatingBody) } },
  perform: async ({ principal, params: { ticketId }, query }, desk: TicketDesk) => {
    const cursors = cursorsOf(z.string(), `listRatings ${ticketId}`, desk.keys);
    const after = query.cursor === undefined ? undefined : await cursors.open(query.cursor);
    const [{ ticket }, page] = await Promise.all([
      getVisibleTicket(desk, principal, ticketId),
      desk.ratings.list(ticketId, { limit: query.limit, after }),
    ]);
    const items = page.items
      .filter(({ agentId }) => maySeeRating(principal, agentId))
      .map((rating) => toRatingView(rating, ticket));
    return answer(200, { items, nextCursor: page.next === undefined ? null : await cursors.seal(page.next) });
  },
});
