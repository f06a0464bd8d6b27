/**
 * Every way in which the domain says no. Codes are public and never renamed; each edge maps all of them
 * (HTTP status, done-park-or-retry), so a new code that misses a table does not compile.
 */
export const refusalCodes = [
  'agent-only-reads',
  'already-done',
  'attachment-too-large',
  'customer-erased',
  'customer-is-merged',
  'edited-by-someone-else',
  'forbidden',
  'idempotency-key-reused',
  'in-use',
  'invalid',
  'invalid-cursor',
  'job-must-finish',
  'last-owner-stays',
  'mail-too-large',
  'merge-not-allowed',
  'method-not-allowed',
  'no-recipient',
  'not-a-member',
  'not-found',
  'origin-not-allowed',
  'postponed-into-the-past',
  'sender-not-verified',
  'split-not-allowed',
  'status-not-allowed',
  'ticket-is-merged',
  'ticket-not-answerable',
  'ticket-not-taken',
  'too-large',
  'too-long',
  'too-many-requests',
  'unauthorized',
  'unsupported-media-type',
  'version-is-stale',
  'webhook-not-verified',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** One fault of an input: `path` in dotted form (`customer.email`, `channels.ticket.maxLoad`). */
export interface InputFault {
  readonly path: string;
  readonly message: string;
}

/** A no of the domain: an expected answer, not a fault. `details` may name a permission or list input faults. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: {
    readonly permission?: string;
    readonly errors?: readonly InputFault[];
    readonly retryAfterSeconds?: number;
    readonly id?: string;
  };

  constructor(code: RefusalCode, message: string, details: Refusal['details'] = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
