import type { Instant } from '../business-time/instant.ts';

/** The answer to a request that carried an idempotency key, saved in the transaction of its effect for 24 hours. */
export interface KeptAnswer {
  /** Whose key: keys of different callers never meet. */
  readonly who: string;
  readonly key: string;
  /** Of method, path and body: the same key with another request is refused. */
  readonly requestHash: string;
  readonly status: number;
  /** Null for answers that hold a secret: the repeat is told the id only. */
  readonly body: unknown;
  /** Left out where there were none. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly resourceId: string | null;
  readonly at: Instant;
}

export interface KeptAnswers {
  /** Consistent; undefined also once it has expired. */
  find(who: string, key: string): Promise<KeptAnswer | undefined>;
}
