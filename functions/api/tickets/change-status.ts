import * as z from 'zod';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { changeStatus as change } from '#shared/domain/ticket/change-status.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { toTicketView } from '#shared/domain/ticket/ticket-view.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

const Move = z
  .strictObject({
    status: z.enum(ticketStatuses),
    until: z.iso
      .datetime({ offset: true })
      .transform((text) => toInstant(Date.parse(text)))
      .nullable()
      .default(null),
    silent: z.boolean().default(false),
  })
  .superRefine((move, context) => {
    if ((move.status === 'postponed') === (move.until !== null)) return;
    context.addIssue({
      code: 'custom',
      path: ['until'],
      message: move.until === null ? 'says until when the ticket is postponed' : 'is for `postponed` only',
    });
  });

export const changeStatus = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/status',
  name: 'changeStatus',
  summary: 'Move a ticket to another status',
  permission: 'tickets.changeStatus',
  repeatable: 'kept',
  params: TicketPath,
  body: Move,
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call),
      decision: {
        permission: 'tickets.changeStatus',
        decide: (seen, context) => change(seen, call.body, context),
      },
    });
    return answer(200, toTicketView(ticket));
  },
});
