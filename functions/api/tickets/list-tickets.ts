import * as z from 'zod';
import { readQuery } from '#shared/domain/search/read-query.ts';
import { searchTickets } from '#shared/domain/search/search-tickets.ts';
import { listTickets as list } from '#shared/domain/ticket/list-tickets.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import { viewsFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { filterOf, filterParameters } from './ticket-filter-input.ts';

const TicketQuery = z
  .strictObject({
    ...filterParameters,
    sort: z.enum(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']).default('-createdAt'),
    ...paging,
  })
  .refine(({ q, sort }) => q === undefined || sort.endsWith('createdAt'), {
    path: ['sort'],
    message: 'A search is sorted by createdAt',
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
    const { q } = asked;
    const cursors = cursorsOf(z.string(), `listTickets ${sort} ${JSON.stringify(asked)}`, desk.keys);
    const filter = await filterOf(desk, asked, call.principal.agentId);
    const listing = {
      filter,
      sort: sort.endsWith('updatedAt') ? 'updatedAt' : 'createdAt',
      backward: sort.startsWith('-'),
      limit,
      after: cursor === undefined ? undefined : await cursors.open(cursor),
    } as const;
    const page =
      q === undefined
        ? await list(desk, call.principal, listing)
        : await searchTickets(desk, call.principal, {
            ...listing,
            query: await readQuery(desk, { q, filter }),
          });
    const nextCursor = page.next === undefined ? null : await cursors.seal(page.next);
    return answer(200, { items: await viewsFor(desk, call.principal, page.items), nextCursor });
  },
});
