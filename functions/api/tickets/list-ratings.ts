import * as z from 'zod';
import { toVisibleRatings } from '#shared/domain/rating/view-ratings.ts';
import { listMerged } from '#shared/domain/ticket/message-trail.ts';
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
  description:
    'One’s own; with `ratings.others` all. Those of tickets that were merged into it stand among them.',
  permission: 'tickets.read',
  params: TicketPath,
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page of ratings', body: pageOf(RatingBody) } },
  perform: async ({ principal, params: { ticketId }, query }, desk: TicketDesk) => {
    const cursors = cursorsOf(z.string(), `listRatings ${ticketId}`, desk.keys);
    const after = query.cursor === undefined ? undefined : await cursors.open(query.cursor);
    const { ticket } = await getVisibleTicket(desk, principal, ticketId);
    const tickets = [ticket, ...(await listMerged(desk, ticket))];
    const page = await desk.ratings.list(
      tickets.map(({ id }) => id),
      { limit: query.limit, after },
    );
    const items = toVisibleRatings(principal, page.items, tickets);
    return answer(200, { items, nextCursor: page.next === undefined ? null : await cursors.seal(page.next) });
  },
});
