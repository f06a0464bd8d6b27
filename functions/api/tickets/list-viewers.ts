import { toInstant } from '#shared/domain/business-time/instant.ts';
import { viewersAt } from '#shared/domain/ticket/viewers.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';
import { toViewerList, ViewersBody } from './viewer-list.ts';

export const listViewers = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/viewers',
  name: 'listViewers',
  summary: 'List the agents who have a ticket before them',
  permission: 'tickets.read',
  params: TicketPath,
  answers: { 200: { description: 'Who views it and who answers it now', body: ViewersBody } },
  perform: async (call, desk: TicketDesk) => {
    const { ticketId } = call.params;
    const [found] = await Promise.all([
      desk.viewers.find(ticketId),
      getVisibleTicket(desk, call.principal, ticketId),
    ]);
    return answer(200, await toViewerList(desk, viewersAt(found, toInstant(desk.now()))));
  },
});
