import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { AgentId, Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { FileVault, UploadStore } from './attachment-ports.ts';
import { nextFileId } from './file-id.ts';
import { mostAttachedBytes, type Upload, type UploadInput, type UploadLink, uploadHours } from './upload.ts';

interface UploadDesk {
  readonly uploads: Pick<UploadStore, 'create'>;
  readonly vault: Pick<FileVault, 'linkForUpload'>;
  readonly ids: Ids;
  readonly draw: (below: number) => number;
  readonly now: () => number;
}

export interface OpenedUpload {
  readonly id: Upload['id'];
  readonly upload: UploadLink;
}

interface Opening {
  readonly input: UploadInput;
  readonly uploaderId: AgentId;
  readonly keep: (opened: OpenedUpload) => KeptAnswer | undefined;
}

/** Gives a link for the bytes of one file, which one message of this agent may use. Refuses with `attachment-too-large`. */
export async function openUpload(
  desk: UploadDesk,
  { input, uploaderId, keep }: Opening,
): Promise<OpenedUpload> {
  requireMailable([input.size]);
  const nowMs = desk.now();
  const upload: Upload = {
    id: nextFileId(desk),
    name: input.name,
    type: input.type,
    sizeBytes: input.size,
    uploaderId,
    createdAt: toInstant(nowMs),
    expiresAt: toInstant(nowMs + uploadHours * 3_600_000),
    place: null,
  };
  const opened = { id: upload.id, upload: await desk.vault.linkForUpload(upload) };
  if ((await desk.uploads.create(upload, keep(opened))) === 'kept-already') throw new KeptAlready();
  return opened;
}

/** @param sizes of the files of one message, in bytes. */
export function requireMailable(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) <= mostAttachedBytes) return;
  throw new Refusal(
    'attachment-too-large',
    `A message carries at most ${mostAttachedBytes / 1024 / 1024} MB of files.`,
  );
}
