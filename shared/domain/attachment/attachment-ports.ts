import type { KeptAnswer } from '../account/kept-answer.ts';
import type { AttachmentId } from '../ids.ts';
import type { FilePlace, Upload, UploadLink } from './upload.ts';

/** What is known of files; each change is durable when it returns. */
export interface UploadStore {
  /** @returns `kept-already` when this request had its effect before. */
  create(upload: Upload, keep: KeptAnswer | undefined): Promise<'saved' | 'kept-already'>;
  /** Consistent; those that are there. */
  findMany(ids: readonly AttachmentId[]): Promise<Upload[]>;
  /** The message that has this file, however it came. */
  findPlace(id: AttachmentId): Promise<FilePlace | undefined>;
}

/** The bytes themselves. A file that a message names never changes. */
export interface FileVault {
  linkForUpload(upload: Pick<Upload, 'id' | 'type' | 'sizeBytes'>): Promise<UploadLink>;
  /** Takes what was uploaded for good; undefined when nothing was. Doing it again takes what lies there then. */
  take(id: AttachmentId): Promise<TakenFile | undefined>;
  /** An address under which a browser saves the file, for a minute. */
  linkForDownload(id: AttachmentId, file: { readonly name: string; readonly type: string }): Promise<string>;
}

export interface TakenFile {
  readonly sizeBytes: number;
  /** Enough to tell its type. */
  readonly firstBytes: Uint8Array;
}

/** The media type that the first bytes of a file show; undefined when they show none. */
export type SniffType = (firstBytes: Uint8Array) => Promise<string | undefined>;
