import type { AttachmentId, Ids } from '../ids.ts';
import type { Attachment } from '../ticket/message.ts';
import type { IncomingFile, IncomingMail } from './incoming-mail.ts';

/** A file of a mail as the message will name it. */
export interface NamedFile {
  readonly attachment: Attachment;
  readonly file: IncomingFile;
}

interface Naming {
  readonly ids: Ids;
  /** A whole number from 0 to below its argument, uniformly. */
  readonly draw: (below: number) => number;
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 100 bits: whoever knows one file's id cannot guess another's. */
const secretLetters = 20;

function nextFileId({ ids, draw }: Naming): AttachmentId {
  const secret = Array.from({ length: secretLetters }, () => letters[draw(letters.length)] ?? 'a').join('');
  return `${ids.next('att')}${secret}`;
}

/** Which files of a mail are stored, left out for their size, or blocked for a virus; each gets an id of its own. */
export function nameFiles(
  mail: Pick<IncomingMail, 'files' | 'hasVirus'>,
  maxBytes: number,
  naming: Naming,
): NamedFile[] {
  const stateOf = (file: IncomingFile): Attachment['state'] => {
    if (mail.hasVirus) return 'blocked';
    return file.bytes.byteLength > maxBytes ? 'left-out' : 'stored';
  };
  return mail.files.map((file) => ({
    file,
    attachment: {
      id: nextFileId(naming),
      name: file.name,
      type: file.type,
      sizeBytes: file.bytes.byteLength,
      inline: file.inline,
      contentId: file.contentId,
      state: stateOf(file),
    },
  }));
}
