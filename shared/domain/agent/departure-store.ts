import type { Instant } from '../business-time/instant.ts';
import type { Member } from '../department/member.ts';
import type { AgentId } from '../ids.ts';

/** A deleted agent whose tickets are still on their way back to distribution. */
export interface Departure {
  readonly agentId: AgentId;
  readonly deletedAt: Instant;
}

export interface DepartureStore {
  /** Consistent; undefined once all is done, or when he was restored. */
  find(agentId: AgentId): Promise<Departure | undefined>;
  /** What he was a member of when he was deleted. */
  findFormerMembers(agentId: string): Promise<readonly Member[]>;
  /** Ends the keys and memberships that are left; nothing once he was restored. */
  endAccess(agentId: AgentId): Promise<void>;
  /** It goes on at that time. */
  postpone(agentId: AgentId, at: Instant): Promise<void>;
  finish(agentId: AgentId): Promise<void>;
}
