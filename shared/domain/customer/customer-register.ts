import type { AuditEntry } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { CustomerAddress } from './address.ts';
import type { Customer } from './customer.ts';
import type { Merge } from './merge-customers.ts';

export type RegisterOutcome =
  | 'saved'
  | 'changed-meanwhile'
  | 'kept-already'
  /** Another customer has it. */
  | { readonly taken: CustomerAddress };

export interface RegisterPage {
  readonly limit: number;
  readonly after: string | undefined;
}

export interface MergeRecords {
  readonly audit: AuditEntry;
  readonly keep: KeptAnswer | undefined;
  /** Who merged them. */
  readonly agentId: string;
}

/** Customers as agents keep them. A customer and his addresses change together, in one transaction. */
export interface CustomerRegister {
  /** By creation, the newest first. */
  list(page: RegisterPage): Promise<Listed<Customer>>;
  /** Of one group, case and accents aside. */
  listGroup(group: string, page: RegisterPage): Promise<Listed<Customer>>;
  create(customer: Customer, keep: KeptAnswer | undefined): Promise<RegisterOutcome>;
  /** Leaves alone who answered him last, which tickets tell. */
  change(before: Customer, after: Customer): Promise<RegisterOutcome>;
  /** His addresses are free, lists do not show him, and what is left of him elsewhere has become due. */
  erase(
    before: Customer,
    after: Customer,
    records: { audit: AuditEntry; keep: KeptAnswer | undefined },
  ): Promise<RegisterOutcome>;
  /** Every address of a source is the target's. */
  merge(merge: Merge, records: MergeRecords): Promise<RegisterOutcome>;
  remove(customer: Customer, audit: AuditEntry): Promise<RegisterOutcome>;
}
