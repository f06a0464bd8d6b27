import * as z from 'zod';
import type { Account } from '#shared/domain/account/account.ts';
import { AgentId, DepartmentId } from '#shared/domain/ids.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { transferTicket as transfer } from '#shared/domain/ticket/assign-ticket.ts';
import { changeAsAgent } from '#shared/domain/ticket/change-ticket.ts';
import { findRecipient, requireServes } from '#shared/domain/ticket/recipient.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath, ticketAnswer } from './ticket-schemas.ts';

export const transferTicket = operation({
  method: 'POST',
  path: '/v1/tickets/{ticketId}/transfer',
  name: 'transferTicket',
  summary: 'Transfer a ticket to a department, or to an agent of it',
  description:
    'An answered or resolved ticket waits again, unless `keepStatus` is true. A new department takes it from its agent; who is named has to serve it. One may transfer to a department that one is not a member of.',
  permission: 'tickets.transfer',
  repeatable: 'kept',
  params: TicketPath,
  body: z.strictObject({
    departmentId: DepartmentId,
    agentId: AgentId.nullable().default(null),
    keepStatus: z.boolean().default(false),
  }),
  answers: ticketAnswer,
  perform: async (call, desk: TicketDesk) => {
    const recipient = await findRecipient(desk, call.body.agentId);
    const { ticket } = await changeAsAgent(desk, call.params.ticketId, {
      request: requestOf(call, desk),
      decision: {
        permission: 'tickets.transfer',
        decide: (seen, context) => {
          requireDepartment(context.account, call.body.departmentId);
          requireServes(recipient, call.body.departmentId, context.account);
          return transfer(seen, call.body, context);
        },
      },
    });
    return answer(200, await viewFor(desk, call.principal, ticket));
  },
});

function requireDepartment(account: Account, departmentId: DepartmentId): void {
  if (account.departmentById.has(departmentId)) return;
  throw new Refusal('invalid', 'There is no such department.', {
    errors: [{ path: 'departmentId', message: 'names no department' }],
  });
}
