import * as z from 'zod';

export const ticketEventTypes = [
  'ticket.created',
  'ticket.assigned',
  'ticket.transferred',
  'ticket.statusChanged',
  'ticket.tagged',
  'ticket.priorityChanged',
  'ticket.fieldChanged',
  'ticket.merged',
  'ticket.split',
  'ticket.deleted',
  'message.received',
  'message.sent',
  'message.deliveryChanged',
  'rating.received',
  'sla.warning',
  'sla.breached',
  'rule.failed',
  'agent.opened',
  'agent.left',
] as const;

const Facts = z.record(z.string(), z.unknown());

/** The id is the timeline entry's, where there is one: an event that comes twice carries it twice. */
const envelope = {
  id: z.templateLiteral([z.enum(['ent_', 'evt_']), z.string()]),
  version: z.literal(1),
  at: z.iso.datetime(),
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
};

export const TicketEvent = z.strictObject({
  ...envelope,
  type: z.enum(ticketEventTypes),
  ticketId: z.string(),
  departmentId: z.string(),
  data: z.strictObject({
    before: Facts.optional(),
    after: Facts.optional(),
    messageId: z.string().optional(),
    ruleId: z.string().optional(),
    reason: z.string().optional(),
    facts: Facts,
  }),
});
export type TicketEvent = z.infer<typeof TicketEvent>;

/** Of people there are ids only. */
export const CustomerEvent = z.strictObject({
  ...envelope,
  type: z.literal('customer.merged'),
  data: z.strictObject({ customerId: z.string(), sourceId: z.string() }),
});
export type CustomerEvent = z.infer<typeof CustomerEvent>;

/** An agent came online, went on a break or went offline. */
export const AgentEvent = z.strictObject({
  ...envelope,
  type: z.literal('agent.presenceChanged'),
  data: z.strictObject({ before: Facts, after: Facts, facts: Facts }),
});
export type AgentEvent = z.infer<typeof AgentEvent>;

/** All that there is to hear of today. */
export const domainEventTypes = [...ticketEventTypes, 'customer.merged', 'agent.presenceChanged'] as const;

/** What integrations hear on the bus. */
export const DomainEvent = z.discriminatedUnion('type', [TicketEvent, CustomerEvent, AgentEvent]);
export type DomainEvent = z.infer<typeof DomainEvent>;
