import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Instant } from '../business-time/instant.ts';
import type { SourceId } from '../ids.ts';

/** What a robot sent through a form. */
export interface FormSpam {
  readonly sourceId: SourceId;
  readonly id: string;
  readonly at: Instant;
  readonly body: unknown;
}

export interface FormStore {
  /** Counts a visit within its hour; false when there were `most` already. */
  countVisit(subject: string, limit: { at: Instant; most: number }): Promise<boolean>;
  /** Kept for a day; `keep` is the answer for a repeat. `kept-already` when it was given before. */
  keepSpam(spam: FormSpam, keep: KeptAnswer | undefined): Promise<'saved' | 'kept-already'>;
}
