import * as z from 'zod';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { editTicket as edit } from '#shared/domain/ticket/edit-ticket.ts';
import { priorities } from '#shared/domain/ticket/ticket.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { CustomFields, Subject, Tags } from './ticket-inputs.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

export const editTicket = operation({
  method: 'PATCH',
  path: '/v1/tickets/{ticketId}',
  name: 'editTicket',
  summary: 'Change subject, priority, tags, custom fields or custom status',
  description:
    'A custom status has to stand for the status that the ticket has, and goes when that changes. Custom fields are those of `/v1/custom-fields`; while there are none, any name goes.',
  permission: 'tickets.changeStatus',
  params: TicketPath,
  body: z.strictObject({
    subject: Subject.optional(),
    priority: z.enum(priorities).optional(),
    tags: Tags.optional(),
    customFields: CustomFields.optional(),
    customStatusId: z.string().max(100).nullable().optional(),
  }),
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.changeStatus',
        decide: (seen, context) => edit(seen, call.body, context),
      },
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});
