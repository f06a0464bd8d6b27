import * as z from 'zod';

export const domainEventTypes = [
  'ticket.created',
  'ticket.assigned',
  'ticket.transferred',
  'ticket.statusChanged',
  'ticket.tagged',
  'ticket.priorityChanged',
  'ticket.fieldChanged',
  'ticket.merged',
  'customer.merged',
  'ticket.split',
  'ticket.deleted',
  'message.received',
  'message.sent',
  'message.deliveryChanged',
  'rating.received',
  'sla.warning',
  'sla.breached',
  'rule.failed',
  'queue.changed',
  'chat.started',
  'chat.ended',
  'chat.missed',
  'call.started',
  'call.ended',
  'call.missed',
  'agent.opened',
  'agent.left',
  'agent.presenceChanged',
] as const;

const Facts = z.record(z.string(), z.unknown());

/** What integrations hear on the bus. The id is the timeline entry's, where there is one: an event that comes twice carries it twice. */
export const DomainEvent = z.strictObject({
  id: z.templateLiteral([z.enum(['ent_', 'evt_']), z.string()]),
  type: z.enum(domainEventTypes),
  version: z.literal(1),
  at: z.iso.datetime(),
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
  ticketId: z.string().optional(),
  departmentId: z.string().optional(),
  data: z.strictObject({
    before: Facts.optional(),
    after: Facts.optional(),
    messageId: z.string().optional(),
    ruleId: z.string().optional(),
    reason: z.string().optional(),
    facts: Facts,
  }),
});
export type DomainEvent = z.infer<typeof DomainEvent>;
