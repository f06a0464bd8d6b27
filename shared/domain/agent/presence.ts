import * as z from 'zod';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, DepartmentId } from '../ids.ts';

export const PresenceInput = z
  .strictObject({
    state: z.enum(['online', 'break', 'offline']),
    reason: z.string().trim().max(200).nullable().default(null),
    until: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .refine((presence) => presence.state === 'break' || presence.until === null, {
    path: ['until'],
    message: 'is for breaks only',
  });
export type PresenceInput = z.infer<typeof PresenceInput>;

/** An agent's presence with his load: one item, so that an assignment checks both in one condition. */
export interface Presence {
  readonly agentId: AgentId;
  readonly state: 'online' | 'break' | 'offline';
  readonly reason: string | null;
  readonly until: Instant | null;
  readonly since: Instant;
  /** Tickets assigned to him in `new` or `open`, in all departments. */
  readonly ticketLoad: number;
  /** His departments, for waking their queues when capacity appears. */
  readonly departmentIds: readonly DepartmentId[];
  /** When a ticket of the department was last given to him by distribution. */
  readonly lastAssignedAt: Readonly<Record<string, Instant>>;
}
