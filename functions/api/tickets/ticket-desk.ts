import type { ConfigurationStore } from '#shared/domain/account/configuration-store.ts';
import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { FileVault, SniffType, UploadStore } from '#shared/domain/attachment/attachment-ports.ts';
import type { CounterReader } from '#shared/domain/counting/counter-store.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { JobStore } from '#shared/domain/job/job-store.ts';
import type { RatingStore } from '#shared/domain/rating/rating.ts';
import type { RuleDesk } from '#shared/domain/rule/rule-desk.ts';
import type { TicketSearch } from '#shared/domain/search/ticket-search.ts';
import type { FileAddress } from '#shared/domain/ticket/message-view.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the routes of tickets work with. */
export interface TicketDesk extends Desk, Pick<RuleDesk, 'rules' | 'readHeaders'> {
  readonly findRule: ConfigurationStore['find'];
  readonly jobs: JobStore;
  readonly uploads: UploadStore;
  readonly vault: FileVault;
  readonly sniffType: SniffType;
  readonly answers: KeptAnswers;
  readonly counters: CounterReader;
  readonly search: TicketSearch;
  readonly ratings: RatingStore;
  readonly keys: Keys;
  /** Where this system is reached. */
  readonly publicUrl: string;
  /** Domains from which mail may be sent; null: any. */
  readonly mailDomains: readonly string[] | null;
}

/** Where an agent fetches a file. */
export const fileAddress =
  ({ publicUrl }: Pick<TicketDesk, 'publicUrl'>): FileAddress =>
  (id) =>
    `${publicUrl}/v1/attachments/${id}`;
