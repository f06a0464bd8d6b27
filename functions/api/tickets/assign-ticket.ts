import * as z from 'zod';
import { AgentId } from '#shared/domain/ids.ts';
import { assignTicket as assign } from '#shared/domain/ticket/assign-ticket.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { findRecipient, requireMayBeGiven } from '#shared/domain/ticket/recipient.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

export const assignTicket = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/assign',
  name: 'assignTicket',
  summary: 'Assign a ticket to an agent, or to nobody',
  permission: 'tickets.assign',
  repeatable: 'kept',
  params: TicketPath,
  body: z.strictObject({ agentId: AgentId.nullable() }),
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const recipient = await findRecipient(desk, call.body.agentId);
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.assign',
        decide: (seen, context) => {
          requireMayBeGiven(recipient, seen.departmentId);
          return assign(seen, call.body.agentId, context);
        },
      },
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});
