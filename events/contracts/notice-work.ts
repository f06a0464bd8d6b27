import * as z from 'zod';

/** Something happened to a ticket of which agents may want to be told. */
export const NoticeWork = z.strictObject({
  version: z.literal(1),
  id: z.templateLiteral(['ent_', z.string().min(1)]),
  kind: z.enum(['ticket.created', 'ticket.assigned', 'ticket.escalated', 'message.received']),
  ticketId: z.templateLiteral(['tkt_', z.string().min(1)]),
  at: z.iso.datetime(),
  byAgentId: z.string().nullable(),
  assigneeId: z.string().nullable(),
});
export type NoticeWork = z.infer<typeof NoticeWork>;
