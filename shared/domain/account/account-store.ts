import type { Account } from './account.ts';

/** The configuration as one versioned snapshot. */
export interface AccountStore {
  /** As it is now: one small read, and all of it only when something changed. */
  load(): Promise<Account>;
  /** As this instance saw it last, without a read; loads it when it never did. */
  known(): Promise<Account>;
}
