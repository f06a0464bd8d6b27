import * as z from 'zod';
import { authorise } from '#shared/domain/access/authorise.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { type Move as Asked, changeStatus as change, isReturn } from '#shared/domain/ticket/change-status.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
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
    if (move.status === 'postponed' || move.until === null) return;
    context.addIssue({ code: 'custom', path: ['until'], message: 'is for `postponed` only' });
  });

export const changeStatus = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/status',
  name: 'changeStatus',
  summary: 'Move a ticket to another status',
  description:
    'Spam and deleted tickets go back to the status that they had (`formerStatus`), a postponed one until what it was unless told. `silent` resolves without a mail to the customer. Deleting needs `tickets.delete` too.',
  permission: 'tickets.changeStatus',
  repeatable: 'kept',
  params: TicketPath,
  body: Move,
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.changeStatus',
        decide: (seen, context) => {
          const resource = { kind: 'ticket', ticket: seen, account: context.account } as const;
          if (call.body.status === 'deleted') authorise(call.principal, 'tickets.delete', resource);
          requireUntil(seen, call.body);
          return change(seen, call.body, context);
        },
      },
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});

/** A postponed ticket that was set aside knows its time; every other has to be told one. */
function requireUntil(ticket: Ticket, { status, until }: Asked): void {
  if (status !== 'postponed' || until !== null || isReturn(ticket, status)) return;
  const errors = [{ path: 'until', message: 'says until when the ticket is postponed' }];
  throw new Refusal('invalid', 'The request has faults.', { errors });
}
