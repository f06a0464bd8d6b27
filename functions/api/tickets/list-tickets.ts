import * as z from 'zod';
import { listTickets as list } from '#shared/domain/ticket/list-tickets.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import { toTicketView } from '#shared/domain/ticket/ticket-view.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { filterOf, filterParameters } from './ticket-filter-input.ts';

const TicketQuery = z.strictObject({
  ...filterParameters,
  sort: z.enum(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']).default('-createdAt'),
  ...paging,
});

export const listTickets = operation({
  method: 'GET',
  path: '/v1/tickets',
  name: 'listTickets',
  summary: 'List the tickets in scope',
  description:
    'A page may be short, or even empty, while `nextCursor` is set: a filter looks at 500 tickets a page. Deleted tickets are listed only with `status=deleted`.',
  permission: 'tickets.read',
  query: TicketQuery,
  answers: { 200: { description: 'One page of tickets', body: pageOf(TicketBody) } },
  perform: async (call, desk: TicketDesk) => {
    const { cursor, limit, sort, ...asked } = call.query;
    const cursors = cursorsOf(z.string(), `listTickets ${sort} ${JSON.stringify(asked)}`, desk.keys);
    const page = await list(desk, call.principal, {
      filter: filterOf(asked, call.principal.agentId),
      sort: sort.endsWith('updatedAt') ? 'updatedAt' : 'createdAt',
      backward: sort.startsWith('-'),
      limit,
      after: cursor === undefined ? undefined : await cursors.open(cursor),
    });
    const nextCursor = page.next === undefined ? null : await cursors.seal(page.next);
    return answer(200, { items: page.items.map(toTicketView), nextCursor });
  },
});
