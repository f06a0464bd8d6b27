import { toInstant } from '../business-time/instant.ts';
import type { AgentId, AttachmentId } from '../ids.ts';
import { type InputFault, Refusal } from '../refusal.ts';
import type { Attachment } from '../ticket/message.ts';
import type { FileVault, SniffType, UploadStore } from './attachment-ports.ts';
import { chooseType } from './choose-type.ts';
import { requireMailable } from './open-upload.ts';
import type { Upload } from './upload.ts';

export interface AttachingDesk {
  readonly uploads: Pick<UploadStore, 'findMany'>;
  readonly vault: Pick<FileVault, 'take'>;
  readonly sniffType: SniffType;
  readonly now: () => number;
}

interface Wanted {
  readonly ids: readonly AttachmentId[];
  readonly uploaderId: AgentId;
}

/**
 * The files of a message that is about to be saved; the save itself refuses one that another message took meanwhile.
 * Refuses with `attachment-too-large`, and with `invalid`, naming the place, what is not his, gone, or never uploaded.
 */
export async function useUploads(desk: AttachingDesk, { ids, uploaderId }: Wanted): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const found = await desk.uploads.findMany(ids);
  const at = toInstant(desk.now());
  const usable = found.filter((upload) => upload.uploaderId === uploaderId && upload.expiresAt > at);
  const uploads = ids.map((id) => usable.find((upload) => upload.id === id));
  refuseGaps(uploads, 'Names no upload of yours');
  requireMailable(usable.map(({ sizeBytes }) => sizeBytes));
  const attachments = await Promise.all(usable.map((upload) => attach(desk, upload)));
  const attached = ids.map((id) => attachments.find((attachment) => attachment?.id === id));
  refuseGaps(attached, 'Was never uploaded');
  return attached.filter((attachment) => attachment !== undefined);
}

function refuseGaps(things: readonly unknown[], message: string): void {
  const errors = things.flatMap((thing, position): InputFault[] =>
    thing === undefined ? [{ path: `attachmentIds.${position}`, message }] : [],
  );
  if (errors.length > 0) throw new Refusal('invalid', 'A file cannot be attached.', { errors });
}

/** One that has its message stays as it is: the save will say whether this is a repeat. */
async function attach(desk: AttachingDesk, upload: Upload): Promise<Attachment | undefined> {
  const { id, name } = upload;
  const file = { id, name, inline: false, contentId: null, state: 'stored' } as const;
  if (upload.place !== null) return { ...file, type: upload.type, sizeBytes: upload.sizeBytes };
  const taken = await desk.vault.take(id);
  if (taken === undefined) return undefined;
  const shown = await desk.sniffType(taken.firstBytes);
  return { ...file, type: chooseType(upload.type, shown, taken.firstBytes), sizeBytes: taken.sizeBytes };
}
