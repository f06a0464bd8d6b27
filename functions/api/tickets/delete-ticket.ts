import { changeStatus } from '#shared/domain/ticket/change-status.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

export const deleteTicket = operation({
  method: 'DELETE',
  path: '/v1/tickets/{ticketId}',
  name: 'deleteTicket',
  summary: 'Delete a ticket',
  description:
    'It is hidden, and may be restored by its status. After `deletedRetentionDays` its content goes for good.',
  permission: 'tickets.delete',
  params: TicketPath,
  answers: { 204: { description: 'It is deleted' } },
  perform: async (call, desk: TicketDesk) => {
    await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.delete',
        isDone: (seen) => seen.status === 'deleted',
        decide: (seen, context) => changeStatus(seen, { status: 'deleted', until: null }, context),
      },
    });
    return answer(204);
  },
});
