import * as z from 'zod';

const ticketId = z.templateLiteral(['tkt_', z.string().min(1)]);
const agentId = z.templateLiteral(['agt_', z.string().min(1)]);
const version = z.literal(1);

/** Something happened to a ticket of which agents may want to be told. */
const OfEntry = z.strictObject({
  version,
  id: z.templateLiteral(['ent_', z.string().min(1)]),
  kind: z.enum(['ticket.created', 'ticket.assigned', 'ticket.escalated', 'message.received']),
  ticketId,
  at: z.iso.datetime(),
  byAgentId: z.string().nullable(),
  assigneeId: z.string().nullable(),
});

const dueAt = z.iso.datetime();

/** A notice that stands in its agent's lane already: told live too. */
const OfLane = z.strictObject({
  version,
  kind: z.literal('notice'),
  agentId,
  noticeId: z.string().min(1),
  at: z.iso.datetime(),
  ticketId: ticketId.nullable(),
  event: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['sla.warning', 'sla.breached']), clock: z.string(), dueAt }),
    z.strictObject({
      kind: z.literal('rule'),
      ruleId: z.templateLiteral(['rul_', z.string().min(1)]),
      body: z.string(),
    }),
  ]),
});

/** Somebody connected anew: what he missed is to be sent to him. */
const OfConnection = z.strictObject({
  version,
  kind: z.literal('connection'),
  agentId,
  connectionId: z.string().min(1),
});

export const NoticeWork = z.discriminatedUnion('kind', [OfEntry, OfLane, OfConnection]);
export type NoticeWork = z.infer<typeof NoticeWork>;
