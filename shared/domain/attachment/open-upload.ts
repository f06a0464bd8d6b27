import { KeptAlready } from '../account/kept-already.ts';
import type { KeptAnswer } from '../account/kept-answer.ts';
import { toInstant } from '../business-time/instant.ts';
import type { AgentId, Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { UploadStore } from './attachment-ports.ts';
import { nextFileId } from './file-id.ts';
import { mostAttachedBytes, type Upload, type UploadInput, uploadHours } from './upload.ts';

interface UploadDesk {
  readonly uploads: Pick<UploadStore, 'create'>;
  readonly ids: Ids;
  readonly draw: (below: number) => number;
  readonly now: () => number;
}

interface Opening {
  readonly input: UploadInput;
  readonly uploaderId: AgentId;
  readonly keep: (upload: Upload) => KeptAnswer | undefined;
}

/** Announces a file, which one message of this agent may use. Refuses with `attachment-too-large`. */
export async function openUpload(desk: UploadDesk, { input, uploaderId, keep }: Opening): Promise<Upload> {
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
  if ((await desk.uploads.create(upload, keep(upload))) === 'kept-already') throw new KeptAlready();
  return upload;
}

/** @param sizes of the files of one message, in bytes. */
export function requireMailable(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) <= mostAttachedBytes) return;
  throw new Refusal(
    'attachment-too-large',
    `A message carries at most ${mostAttachedBytes / 1024 / 1024} MB of files.`,
  );
}
