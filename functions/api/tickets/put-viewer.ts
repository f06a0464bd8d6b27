import * as z from 'zod';
import type { AgentId } from '#shared/domain/ids.ts';
import { viewerStates } from '#shared/domain/ticket/viewers.ts';
import { visitTicket } from '#shared/domain/ticket/visit-ticket.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';
import { toViewerList, ViewersBody } from './viewer-list.ts';

export const putViewer = operation({
  method: 'PUT',
  path: '/v1/tickets/{ticketId}/viewers',
  name: 'putViewer',
  summary: 'Say that one views or answers a ticket, or has left it',
  description: 'It holds for 60 seconds; whoever goes on says so again.',
  permission: 'tickets.read',
  params: TicketPath,
  body: z.strictObject({ state: z.enum([...viewerStates, 'left']) }),
  answers: { 200: { description: 'Who views it and who answers it now', body: ViewersBody } },
  perform: async (call, desk: TicketDesk) => {
    const { state } = call.body;
    const { ticket } = await getVisibleTicket(desk, call.principal, call.params.ticketId);
    const viewers = await visitTicket(desk, {
      ticket,
      agentId: call.principal.agentId as AgentId,
      state: state === 'left' ? null : state,
    });
    return answer(200, await toViewerList(desk, viewers));
  },
});
