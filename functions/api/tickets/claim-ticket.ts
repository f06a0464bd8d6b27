import type { AgentId } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { assignTicket, takeTicket } from '#shared/domain/ticket/assign-ticket.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { isWaiting } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

export const claimTicket = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/claim',
  name: 'claimTicket',
  summary: 'Take a waiting ticket for oneself',
  permission: 'tickets.assign',
  repeatable: 'kept',
  params: TicketPath,
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const agentId = call.principal.agentId as AgentId;
    // Whoever works by the button alone may have it, and takes it there before he answers.
    const claim = call.principal.onlyToSolve ? assignTicket : takeTicket;
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.assign',
        decide: (seen, context) => {
          requireClaimable(seen, agentId);
          return claim(seen, agentId, context);
        },
      },
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});

function requireClaimable(ticket: Ticket, agentId: AgentId): void {
  if (ticket.assigneeId !== null && ticket.assigneeId !== agentId) {
    throw new Refusal('edited-by-someone-else', 'Another agent has this ticket.');
  }
  if (!isWaiting(ticket.status)) {
    throw new Refusal('status-not-allowed', `A ticket that is ${ticket.status} does not wait for anybody.`);
  }
}
