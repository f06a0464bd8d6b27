import { claimNext } from '#shared/domain/ticket/claim-next.ts';
import { TicketBody } from '#shared/domain/ticket/ticket-body.ts';
import { viewFor } from '#shared/domain/ticket/view-for.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { requestOf } from './agent-request.ts';
import type { TicketDesk } from './ticket-desk.ts';

export const takeNext = operation({
  method: 'POST',
  path: '/v1/to-solve/next',
  name: 'takeNext',
  summary: 'Take the most important ticket that waits for me',
  permission: 'tickets.assign',
  repeatable: 'kept',
  answers: {
    200: { description: 'It is mine now', body: TicketBody },
    204: { description: 'Nothing waits for me' },
  },
  perform: async (call, desk: TicketDesk) => {
    const ticket = await claimNext(desk, { principal: call.principal, keep: requestOf(call, desk).keep });
    return ticket === null ? answer(204) : answer(200, await viewFor(desk, call.principal, ticket));
  },
});
