import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

export const getTicket = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}',
  name: 'getTicket',
  summary: 'Read a ticket',
  permission: 'tickets.read',
  params: TicketPath,
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const { ticket } = await getVisibleTicket(desk, call.principal, call.params.ticketId);
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});
