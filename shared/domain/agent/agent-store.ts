import type { Member } from '../department/member.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import type { Agent } from './agent.ts';
import type { Presence } from './presence.ts';

export interface AgentStore {
  find(id: AgentId): Promise<Agent | undefined>;
  findMany(ids: readonly AgentId[]): Promise<Agent[]>;
  /** Consistent; all of them. */
  listMembers(departmentId: DepartmentId): Promise<Member[]>;
  /** Consistent, by agent. */
  getPresences(ids: readonly AgentId[]): Promise<Map<AgentId, Presence>>;
}
