import * as z from 'zod';
import { triggerNames } from '#shared/domain/rule/triggers.ts';
import { actorKinds } from '#shared/domain/ticket/entry.ts';
import { ticketStatuses } from '#shared/domain/ticket/status.ts';
import { priorities } from '#shared/domain/ticket/ticket.ts';

const TicketId = z.templateLiteral(['tkt_', z.string()]);
const version = z.literal(1);

const EventForRules = z.strictObject({
  id: z.string().min(1),
  trigger: z.enum(triggerNames),
  at: z.iso.datetime(),
  actor: z.strictObject({ kind: z.enum(actorKinds), id: z.string().nullable() }),
  ticketId: TicketId.nullable(),
  departmentId: z.templateLiteral(['dep_', z.string()]).nullable(),
  messageVersion: z.int().min(1).nullable(),
  chain: z.array(z.templateLiteral(['rul_', z.string()])),
  /** As the event left the ticket, where it says so. */
  left: z
    .strictObject({
      status: z.enum(ticketStatuses),
      priority: z.enum(priorities),
      assigneeId: z.templateLiteral(['agt_', z.string()]).nullable(),
      tags: z.array(z.string()).readonly(),
    })
    .partial()
    .optional(),
});

/**
 * Rules have something to do: for an event, for what one of them had left to do, or for a ticket whose time has come.
 * FIFO group: the ticket.
 */
export const RuleWork = z.discriminatedUnion('kind', [
  z.strictObject({ version, kind: z.literal('event'), event: EventForRules }),
  z.strictObject({
    version,
    kind: z.literal('errand'),
    errandId: z.templateLiteral(['err_', z.string()]),
    ticketId: TicketId.nullable(),
  }),
  z.strictObject({ version, kind: z.literal('moment'), ticketId: TicketId }),
]);
export type RuleWork = z.infer<typeof RuleWork>;
