import * as z from 'zod';
import type { MessageId } from '#shared/domain/ids.ts';
import { splitAsAgent } from '#shared/domain/ticket/split-as-agent.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

const MessageIdText = z
  .string()
  .max(100)
  .transform((id) => id as MessageId);

export const splitTicket = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/split',
  name: 'splitTicket',
  summary: 'Make a ticket of a message and what follows',
  description:
    'The new ticket has the same department, agent, customer, tags and fields; SLA rules run for it. The old one shows these messages no more, and stays as it is. Not from the first message on, nor from a note.',
  permission: 'tickets.merge',
  repeatable: 'kept',
  params: TicketPath,
  body: z.strictObject({ messageId: MessageIdText }),
  answers: { 201: { description: 'The new ticket', body: TicketBody } },
  perform: async (call, desk: TicketDesk) => {
    const ticket = await splitAsAgent(desk, call.params.ticketId, {
      messageId: call.body.messageId,
      request: requestOf(call, desk, 201),
    });
    return answer(201, await viewFor(desk, call.principal, ticket));
  },
});
