import type { AttachmentId, Ids } from '../ids.ts';

export interface FileNaming {
  readonly ids: Ids;
  /** A whole number from 0 to below its argument, uniformly. */
  readonly draw: (below: number) => number;
}

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 100 bits: whoever knows one cannot guess another. */
const secretLetters = 20;

export function nextFileId({ ids, draw }: FileNaming): AttachmentId {
  const secret = Array.from({ length: secretLetters }, () => letters[draw(letters.length)] ?? 'a').join('');
  return `${ids.next('att')}${secret}`;
}

/** Files that came together share what leads to their message, so that hundreds of them need one item. */
export const nthFileId = (shared: AttachmentId, position: number): AttachmentId => `${shared}_${position}`;

/** What leads to the message of a file. */
export const sharedFileId = (id: AttachmentId): AttachmentId =>
  id.replace(/(?<=^att_[^_]*)_\d+$/, '') as AttachmentId;
