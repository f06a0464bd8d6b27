import type { AccountStore } from '#shared/domain/account/account-store.ts';
import type { AuditLog } from '#shared/domain/account/audit-log.ts';
import type { Ids } from '#shared/domain/ids.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes of the audit log work with. */
export interface AuditDesk {
  readonly log: AuditLog;
  readonly accounts: AccountStore;
  readonly ids: Ids;
  readonly keys: Keys;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
