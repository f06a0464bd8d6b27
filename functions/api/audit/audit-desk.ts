import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { AuditLog } from '#shared/domain/account/audit-log.ts';
import type { AgentStore } from '#shared/domain/agent/agent-store.ts';
import type { Ids } from '#shared/domain/ids.ts';
import type { Downloads } from '#shared/lambda/csv.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes work with that tell who did, and may do, what. */
export interface AuditDesk {
  readonly log: AuditLog;
  readonly accounts: AccountStore;
  readonly agents: Pick<AgentStore, 'list' | 'listMembers'>;
  readonly downloads: Downloads;
  readonly ids: Ids;
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
