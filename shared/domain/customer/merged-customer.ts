import type { Instant } from '../business-time/instant.ts';
import type { CustomerId } from '../ids.ts';

/** That one customer was merged into another: kept for good, by ids alone. */
export interface MergedCustomer {
  readonly customerId: CustomerId;
  readonly sourceId: CustomerId;
  /** Of the change that took him over. */
  readonly customerVersion: number;
  readonly agentId: string;
  readonly at: Instant;
}
