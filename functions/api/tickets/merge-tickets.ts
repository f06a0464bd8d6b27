import * as z from 'zod';
import type { TicketId } from '#shared/domain/ids.ts';
import { mergeAsAgent } from '#shared/domain/ticket/merge-as-agent.ts';
import { mostMergedAtOnce } from '#shared/domain/ticket/merge-tickets.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

const SourceIds = z
  .array(
    z
      .string()
      .max(100)
      .transform((id) => id as TicketId),
  )
  .min(1)
  .max(mostMergedAtOnce)
  .refine((ids) => new Set(ids).size === ids.length, 'names a ticket twice');

export const mergeTickets = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/merge',
  name: 'mergeTickets',
  summary: 'Merge other tickets into a ticket',
  description:
    'All of them, or none. The ticket shows their messages in order of time, takes over their tags up to 30, and whoever took part. They end deleted for good: what is written to them, or by their code or token, goes to this one.',
  permission: 'tickets.merge',
  repeatable: 'kept',
  params: TicketPath,
  body: z.strictObject({ sourceIds: SourceIds }),
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const ticket = await mergeAsAgent(desk, call.params.ticketId, {
      sourceIds: call.body.sourceIds,
      request: requestOf(call, desk),
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});
