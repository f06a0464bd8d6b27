import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { FormStore } from '#shared/domain/inbound/form-store.ts';
import type { Keys } from '#shared/runtime/keys.ts';

/** What the paths for customers work with. */
export interface PublicDesk extends Desk {
  readonly answers: KeptAnswers;
  readonly forms: FormStore;
  readonly keys: Keys;
}
