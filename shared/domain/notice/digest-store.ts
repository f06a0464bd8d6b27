import type { AgentId } from '../ids.ts';
import type { Unsent } from '../outbound/unsent.ts';
import type { Digest } from './digest.ts';

export interface DigestStore {
  /** Consistent. */
  find(agentId: AgentId): Promise<Digest | undefined>;
  /** Over the version before it alone; together with the mail that it becomes. False when somebody else saved one. */
  save(digest: Digest, unsent: Unsent | null): Promise<boolean>;
}

/** Notices of one change of a ticket, each in its agent's lane: all of them once, however often it is told. */
export type AddNotices = (changeId: string, notices: readonly Unsent[]) => Promise<void>;
