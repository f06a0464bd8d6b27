import type { AuditEntry } from '../account/audit-entry.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Listed } from '../ticket/ticket-store.ts';
import type { Customer } from './customer.ts';

export type RegisterOutcome = 'saved' | 'changed-meanwhile' | 'kept-already' | 'email-taken' | 'phone-taken';

/** Customers as agents keep them. A customer and his addresses change together, in one transaction. */
export interface CustomerRegister {
  /** By creation, the newest first. */
  list(page: { limit: number; after: string | undefined }): Promise<Listed<Customer>>;
  create(customer: Customer, keep: KeptAnswer | undefined): Promise<RegisterOutcome>;
  /** Leaves alone who answered him last, which tickets tell. */
  change(before: Customer, after: Customer): Promise<RegisterOutcome>;
  remove(customer: Customer, audit: AuditEntry): Promise<RegisterOutcome>;
}
