import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { AgentId, DepartmentId } from '../ids.ts';

const served = (defaultLoad: number, mostLoad: number) =>
  z.strictObject({
    priority: z.int().min(1).max(100).default(1),
    maxLoad: z.int().min(1).max(mostLoad).default(defaultLoad),
  });

/** How an agent serves a department; a channel left out is not served (behaviour.md sections 3 and 4). */
export const MemberInput = z.strictObject({
  role: z.enum(['reader', 'solver', 'supervisor', 'manager']).default('solver'),
  channels: z
    .strictObject({
      ticket: served(20, 100_000).optional(),
      chat: served(3, 100).optional(),
      call: served(1, 1).optional(),
    })
    .default({ ticket: { priority: 1, maxLoad: 20 } }),
});
export type MemberInput = z.infer<typeof MemberInput>;

export type Member = Kept<AgentId, MemberInput> & {
  readonly agentId: AgentId;
  readonly departmentId: DepartmentId;
};

/** Readers see a department's tickets and are never given any. */
export function servesTickets(member: Pick<Member, 'role' | 'channels'>): boolean {
  return member.role !== 'reader' && member.channels.ticket !== undefined;
}
