import * as z from 'zod';
import { explainRules } from '#shared/domain/rule/explain-rules.ts';
import { findVisibleNamed } from '#shared/domain/ticket/visible-links.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import { listAllEntries } from './list-all-entries.ts';
import { RuleChange } from './rule-change.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { TicketPath } from './ticket-schemas.ts';

const TicketRulesBody = z
  .strictObject({
    items: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        ruleId: z.string(),
        outcome: z.enum(['applied', 'stopped', 'failed']),
        because: z.record(z.string(), z.unknown()).nullable().meta({
          description: 'The event, the version of the rule, and the group and conditions that decided',
        }),
        reason: z.string().nullable(),
        changes: z.array(RuleChange),
      }),
    ),
  })
  .meta({ id: 'TicketRules' });

export const listTicketRules = operation({
  method: 'GET',
  path: '/v1/tickets/{ticketId}/rules',
  name: 'listTicketRules',
  summary: 'Read which rules touched a ticket, and which condition decided',
  permission: 'tickets.read',
  params: TicketPath,
  answers: { 200: { description: 'What rules did, the newest first', body: TicketRulesBody } },
  perform: async (call, desk: TicketDesk) => {
    const { ticketId } = call.params;
    const [{ account }, entries] = await Promise.all([
      getVisibleTicket(desk, call.principal, ticketId),
      listAllEntries(desk, ticketId),
    ]);
    const visible = await findVisibleNamed(desk, { principal: call.principal, account }, entries);
    return answer(200, { items: explainRules(entries, visible) });
  },
});
