import type { KeptAnswers } from '#shared/domain/account/kept-answer.ts';
import type { FileVault, UploadStore } from '#shared/domain/attachment/attachment-ports.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { FormStore } from '#shared/domain/inbound/form-store.ts';
import type { Keys } from '#shared/runtime/keys.ts';
import type { RatingLinks } from '#shared/runtime/rating-links.ts';

/** What the paths for customers work with. */
export interface PublicDesk extends Desk {
  readonly uploads: Pick<UploadStore, 'findPlace'>;
  readonly vault: Pick<FileVault, 'linkForDownload'>;
  /** Where this system is reached. */
  readonly publicUrl: string;
  readonly answers: KeptAnswers;
  readonly forms: FormStore;
  readonly keys: Keys;
  readonly ratingLinks: RatingLinks;
}
