import * as z from 'zod';
import { distributionMethods } from '#shared/domain/routing/routing-decision.ts';
import { toRoutingView } from '#shared/domain/ticket/entry-view.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import { listAllEntries } from './list-all-entries.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

const instant = z.iso.datetime();

const RoutingBody = z
  .strictObject({
    items: z.array(
      z.strictObject({
        at: instant,
        channel: z.literal('ticket'),
        method: z.enum(distributionMethods),
        outcome: z.enum(['assigned', 'queued']),
        agentId: z.string().nullable(),
        rule: z.string(),
        considered: z.array(
          z.strictObject({
            agentId: z.string(),
            eligible: z.boolean(),
            reasons: z.array(
              z.enum(['offline', 'on-break', 'channel-off', 'at-maximum-load', 'not-allowed']),
            ),
            load: z.int(),
            maxLoad: z.int(),
            priority: z.int(),
            lastAssignedAt: instant.nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'TicketRouting' });

export const getRouting = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/routing',
  name: 'getRouting',
  summary: 'Read why a ticket went where it is',
  permission: 'tickets.read',
  params: TicketPath,
  answers: { 200: { description: 'The explained decisions, newest first', body: RoutingBody } },
  perform: async (call, desk: TicketDesk) => {
    const { ticketId } = call.params;
    const [, entries] = await Promise.all([
      getVisibleTicket(desk, call.principal, ticketId),
      listAllEntries(desk, ticketId),
    ]);
    return answer(200, { items: toRoutingView(entries) });
  },
});
