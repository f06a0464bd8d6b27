import * as z from 'zod';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { escalateTicket as escalate, escalationAgents } from '#shared/domain/ticket/escalate-ticket.ts';
import { findObjections } from '#shared/domain/ticket/recipient.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

export const escalateTicket = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/escalate',
  name: 'escalateTicket',
  summary: 'Escalate a ticket',
  description:
    'Raises the priority one step and hands the ticket to its department’s escalation department or agent; where the department names none, it stays there. The reason becomes a note.',
  permission: 'tickets.escalate',
  repeatable: 'kept',
  params: TicketPath,
  body: z.strictObject({ reason: z.string().trim().min(1).max(2000) }),
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const { agentId, name } = call.principal;
    const author = { kind: 'agent', id: agentId, name } as const;
    const reason = { type: 'note', author, body: call.body.reason } as const;
    const objectionTo = await findObjections(desk, escalationAgents(await desk.accounts.load()));
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.escalate',
        decide: (seen, context) => escalate(seen, reason, { ...context, objectionTo }),
      },
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});
