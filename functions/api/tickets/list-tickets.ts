import * as z from 'zod';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { parseQuery } from '#shared/domain/search/query.ts';
import { searchTickets } from '#shared/domain/search/search-tickets.ts';
import { listTickets as list } from '#shared/domain/ticket/list-tickets.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { channels, priorities } from '#shared/domain/ticket/ticket.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import type { TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { viewsFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { cursorsOf } from '#shared/lambda/cursor.ts';
import { commaSeparated, pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const id = z.string().min(1).max(100);

const TicketQuery = z
  .strictObject({
    q: z.string().max(200).optional().meta({
      description:
        'Words of the code, the customer’s name and address, the tags and the subject, of which the last may be only begun; case and accents do not matter',
    }),
    status: commaSeparated(z.enum(ticketStatuses)).optional(),
    departmentId: commaSeparated(id).optional(),
    assigneeId: commaSeparated(id).optional().meta({ description: 'Agents, `none` or `me`' }),
    customerId: id.optional(),
    channel: commaSeparated(z.enum(channels)).optional(),
    priority: commaSeparated(z.enum(priorities)).optional(),
    customStatusId: commaSeparated(id).optional(),
    tag: z.string().min(1).max(100).optional(),
    createdFrom: instant.optional(),
    createdTo: instant.optional(),
    updatedFrom: instant.optional(),
    sort: z.enum(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']).default('-createdAt'),
    ...paging,
  })
  .refine(({ q, sort }) => q === undefined || sort.endsWith('createdAt'), {
    path: ['sort'],
    message: 'A search is sorted by createdAt',
  });
type TicketQuery = z.output<typeof TicketQuery>;

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
    const listing = {
      filter: filterOf(asked, call.principal.agentId),
      sort: sort.endsWith('updatedAt') ? 'updatedAt' : 'createdAt',
      backward: sort.startsWith('-'),
      limit,
      after: cursor === undefined ? undefined : await cursors.open(cursor),
    } as const;
    const page =
      q === undefined
        ? await list(desk, call.principal, listing)
        : await searchTickets(desk, call.principal, { ...listing, query: parseQuery(q) });
    const nextCursor = page.next === undefined ? null : await cursors.seal(page.next);
    return answer(200, { items: await viewsFor(desk, call.principal, page.items), nextCursor });
  },
});

function filterOf(
  asked: Omit<TicketQuery, 'cursor' | 'limit' | 'sort' | 'q'>,
  agentId: string,
): TicketFilter {
  const {
    status = null,
    departmentId = null,
    channel = null,
    priority = null,
    customStatusId = null,
  } = asked;
  const { customerId = null, tag = null, createdFrom = null, createdTo = null, updatedFrom = null } = asked;
  return {
    statuses: status,
    departmentIds: departmentId,
    assigneeIds: asked.assigneeId?.map((assignee) => (assignee === 'me' ? agentId : assignee)) ?? null,
    customerId,
    channels: channel,
    priorities: priority,
    tag,
    customStatusIds: customStatusId,
    createdFrom,
    createdTo,
    updatedFrom,
  };
}
