import * as z from 'zod';
import { businessTimeFor, levelOf } from '#shared/domain/account/account.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { toSlaView } from '#shared/domain/sla/sla-view.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

const instant = z.iso.datetime();

const SlaBody = z
  .strictObject({
    levelId: z.string().nullable(),
    clocks: z.array(
      z.strictObject({
        kind: z.enum([
          'firstAnswer',
          'nextAnswer',
          'firstAssign',
          'firstResolve',
          'chatAnswer',
          'callAnswer',
        ]),
        state: z.enum(['running', 'paused', 'kept', 'missed']),
        startedAt: instant,
        warnAt: instant.nullable(),
        dueAt: instant.nullable(),
        endedAt: instant.nullable(),
        elapsedMinutes: z.int(),
      }),
    ),
  })
  .meta({ id: 'TicketSla' });

export const getSla = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/sla',
  name: 'getSla',
  summary: 'Read the SLA clocks of a ticket',
  permission: 'tickets.read',
  params: TicketPath,
  answers: { 200: { description: 'Its clocks as they stand now', body: SlaBody } },
  perform: async (call, desk: TicketDesk) => {
    const { ticket, account } = await getVisibleTicket(desk, call.principal, call.params.ticketId);
    const hours = businessTimeFor(account, levelOf(account, ticket.levelId), ticket.departmentId);
    return answer(200, toSlaView(ticket, hours, toInstant(desk.now())));
  },
});
