import { AgentInput } from '#shared/domain/agent/agent.ts';
import type { AgentRecord } from '#shared/domain/agent/organisation-store.ts';
import type { Member } from '#shared/domain/department/member.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { aPresence, begun } from './builders.ts';

/** An agent who is there, with his memberships. */
export function anAgentRecord(id: AgentId, members: readonly Member[] = []): AgentRecord {
  const said = AgentInput.parse({ name: id, email: `${id}@example.com` });
  return { agent: { ...said, ...begun, id, deletedAt: null }, presence: aPresence(id), members };
}
