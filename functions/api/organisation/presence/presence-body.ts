import * as z from 'zod';
import type { AgentRecord } from '#shared/domain/agent/organisation-store.ts';

const served = z.strictObject({ ticket: z.boolean(), chat: z.boolean(), call: z.boolean() });
const instant = z.iso.datetime();

export const PresenceBody = z
  .strictObject({
    agentId: z.string(),
    state: z.enum(['online', 'break', 'offline']),
    reason: z.string().nullable(),
    until: instant.nullable(),
    since: instant,
    load: z.strictObject({ ticket: z.int() }),
    departments: z
      .array(z.strictObject({ departmentId: z.string(), channels: served }))
      .meta({ description: 'Which channels he serves in each of his departments' }),
  })
  .meta({ id: 'Presence' });

export const PresencePath = z.strictObject({
  agentId: z.string().max(100).meta({ description: '`me` stands for oneself' }),
});

export function toPresenceBody({ agent, presence, members }: AgentRecord) {
  const { state, reason, until, since, ticketLoad } = presence;
  const departments = members.map(({ departmentId, channels: { ticket, chat, call } }) => ({
    departmentId,
    channels: { ticket: ticket !== undefined, chat: chat !== undefined, call: call !== undefined },
  }));
  return { agentId: agent.id, state, reason, until, since, load: { ticket: ticketLoad }, departments };
}
