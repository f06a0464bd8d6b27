import type { Member } from '../department/member.ts';
import type { AgentId, DepartmentId } from '../ids.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { Agent } from './agent.ts';
import type { AgentRecord } from './organisation-store.ts';
import type { Presence } from './presence.ts';

export interface AgentStore {
  find(id: AgentId): Promise<Agent | undefined>;
  /** With his memberships; one consistent read. */
  findRecord(id: AgentId): Promise<AgentRecord | undefined>;
  /** Living agents by creation, the newest first. */
  list(page: { limit: number; after: string | undefined }): Promise<Listed<Agent>>;
  findMany(ids: readonly AgentId[]): Promise<Agent[]>;
  /** Consistent; all of them. */
  listMembers(departmentId: DepartmentId): Promise<Member[]>;
  /** Consistent, by agent. */
  getPresences(ids: readonly AgentId[]): Promise<Map<AgentId, Presence>>;
}
