import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { CounterReader } from '#shared/domain/counting/counter-store.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes of tickets work with. */
export interface TicketDesk extends Desk {
  readonly answers: KeptAnswers;
  readonly counters: CounterReader;
  readonly keys: Keys;
  /** Domains from which mail may be sent; null: any. */
  readonly mailDomains: readonly string[] | null;
}
