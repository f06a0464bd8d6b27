import * as z from 'zod';
import { explainAgent, listWhoSees } from '#shared/domain/access/explain-access.ts';
import { AgentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

const Explained = z.strictObject({
  agentId: z.string(),
  allowed: z.boolean(),
  reason: z.string().meta({ examples: ['member-of-department', 'tag-not-in-scope'] }),
});

export const getAccess = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/access',
  name: 'getAccess',
  summary: 'Read who can see a ticket, and why',
  description: 'With `agentId` one agent is explained, also why he can not.',
  permission: 'tickets.read',
  params: TicketPath,
  query: z.strictObject({ agentId: AgentId.optional() }),
  answers: {
    200: {
      description: 'All who can see it, or the one who was asked about',
      body: z.strictObject({ items: z.array(Explained) }).meta({ id: 'TicketAccess' }),
    },
  },
  perform: async ({ principal, params, query: { agentId } }, desk: TicketDesk) => {
    const seen = await getVisibleTicket(desk, principal, params.ticketId);
    const items =
      agentId === undefined ? await listWhoSees(desk, seen) : [await explainAgent(desk, agentId, seen)];
    return answer(200, { items });
  },
});
