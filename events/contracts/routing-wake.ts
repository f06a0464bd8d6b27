import * as z from 'zod';

/** Serve a department's queue: tickets began to wait there, or somebody has room. FIFO group: the department. */
export const RoutingWake = z.strictObject({
  version: z.literal(1),
  departmentId: z.templateLiteral(['dep_', z.string()]),
  /** Tickets that the index may not show yet. */
  ticketIds: z.array(z.templateLiteral(['tkt_', z.string()])).max(100),
});
export type RoutingWake = z.infer<typeof RoutingWake>;
