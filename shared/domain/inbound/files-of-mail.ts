import { type FileNaming, nextFileId, nthFileId } from '../attachment/file-id.ts';
import type { Attachment } from '../ticket/message.ts';
import type { IncomingFile, IncomingMail } from './incoming-mail.ts';

/** A file of a mail as the message will name it. */
export interface NamedFile {
  readonly attachment: Attachment;
  readonly file: IncomingFile;
}

/** Which files of a mail are stored, left out for their size, or blocked for a virus; their ids lead to one message. */
export function nameFiles(
  mail: Pick<IncomingMail, 'files' | 'hasVirus'>,
  maxBytes: number,
  naming: FileNaming,
): NamedFile[] {
  const stateOf = (file: IncomingFile): Attachment['state'] => {
    if (mail.hasVirus) return 'blocked';
    return file.bytes.byteLength > maxBytes ? 'left-out' : 'stored';
  };
  const shared = nextFileId(naming);
  return mail.files.map((file, position) => ({
    file,
    attachment: {
      id: nthFileId(shared, position),
      name: file.name,
      type: file.type,
      sizeBytes: file.bytes.byteLength,
      inline: file.inline,
      contentId: file.contentId,
      state: stateOf(file),
    },
  }));
}
