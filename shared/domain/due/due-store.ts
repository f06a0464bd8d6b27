import type { Instant } from '../business-time/instant.ts';

/** A thing of the table whose moment comes. */
export interface DueThing {
  readonly pk: string;
  readonly sk: string;
  readonly dueAt: Instant;
}

export type SweepName = 'sla' | 'wake';

export interface DueStore {
  /** In order of time, page by page: what is due up to an instant, and nothing else is read. */
  list(sweep: SweepName, upTo: Instant): AsyncIterable<readonly DueThing[]>;
}
