import type { RefusalCode } from '#shared/domain/refusal.ts';

/** `done`: nothing is left to do. `park`: only people can help. `retry`: the next attempt may succeed. */
export type Fate = 'done' | 'park' | 'retry';

/** What a refusal means for the message that met it; complete by type. */
export const refusalFate: Readonly<Record<RefusalCode, Fate>> = {
  'agent-only-reads': 'done',
  'already-done': 'done',
  'attachment-too-large': 'park',
  'customer-erased': 'done',
  'customer-is-merged': 'done',
  'edited-by-someone-else': 'retry',
  forbidden: 'park',
  'idempotency-key-reused': 'park',
  'in-use': 'retry',
  invalid: 'park',
  'invalid-cursor': 'park',
  'job-must-finish': 'done',
  'last-owner-stays': 'park',
  'mail-too-large': 'park',
  'merge-not-allowed': 'done',
  'method-not-allowed': 'park',
  'no-recipient': 'park',
  'not-a-member': 'done',
  'not-found': 'done',
  'origin-not-allowed': 'park',
  'postponed-into-the-past': 'done',
  'sender-not-verified': 'park',
  'split-not-allowed': 'done',
  'status-not-allowed': 'done',
  'ticket-is-merged': 'done',
  'ticket-not-answerable': 'done',
  'ticket-not-taken': 'done',
  'too-large': 'park',
  'too-long': 'park',
  'too-many-requests': 'retry',
  unauthorized: 'park',
  'unsupported-media-type': 'park',
  'version-is-stale': 'retry',
  'webhook-not-verified': 'park',
};
