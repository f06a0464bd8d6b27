import * as z from 'zod';
import { getCustomerNow } from '#shared/domain/customer/keep-customer.ts';
import { listTickets } from '#shared/domain/ticket/list-tickets.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import { anyTicket, type TicketFilter } from '#shared/domain/ticket/ticket-filter.ts';
import { viewsFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { CustomerPath } from './customer-body.ts';
import { type CustomersDesk, cursorsFor } from './customers-desk.ts';

const sorts = ['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const;

export const listCustomerTickets = operation({
  method: 'GET',
  path: '/v1/customers/{customerId}/tickets',
  name: 'listCustomerTickets',
  summary: "List a customer's tickets that are in scope",
  permission: 'tickets.read',
  params: CustomerPath,
  query: z.strictObject({ sort: z.enum(sorts).default('-createdAt'), ...paging }),
  answers: { 200: { description: 'One page', body: pageOf(TicketBody) } },
  perform: async ({ principal, params: { customerId }, query }, desk: CustomersDesk) => {
    const sort = query.sort.endsWith('updatedAt') ? 'updatedAt' : 'createdAt';
    const customer = await getCustomerNow(desk, customerId);
    const filter = ticketsOf([customer.id, ...customer.mergedIds]);
    const listing = { filter, sort, backward: query.sort.startsWith('-') } as const;
    const cursors = cursorsFor(`tickets of ${customer.id} ${query.sort}`, desk);
    const page = await listPage(query, cursors, (asked) =>
      listTickets(desk, principal, { ...listing, ...asked }),
    );
    return answer(200, { items: await viewsFor(desk, principal, page.items), nextCursor: page.nextCursor });
  },
});

const ticketsOf = (customerIds: readonly string[]): TicketFilter => ({ ...anyTicket, customerIds });
