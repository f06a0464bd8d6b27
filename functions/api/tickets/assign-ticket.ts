import * as z from 'zod';
import { AgentId } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { assignTicket as assign } from '#shared/domain/ticket/assign-ticket.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { toTicketView } from '#shared/domain/ticket/ticket-view.ts';
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
    await requireAgent(desk, call.body.agentId);
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call),
      decision: {
        permission: 'tickets.assign',
        decide: (seen, context) => assign(seen, call.body.agentId, context),
      },
    });
    return answer(200, toTicketView(ticket));
  },
});

export async function requireAgent(desk: Pick<TicketDesk, 'agents'>, agentId: AgentId | null): Promise<void> {
  if (agentId === null || (await desk.agents.find(agentId)) !== undefined) return;
  throw new Refusal('invalid', 'There is no such agent.', {
    errors: [{ path: 'agentId', message: 'names no agent' }],
  });
}
