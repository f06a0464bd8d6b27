import type { Attachment as ParsedAttachment } from 'postal-mime';
import { safeFileName } from '#shared/domain/attachment/file-name.ts';
import { toPlainLine } from './address.ts';
import type { UuencodedFile } from './uuencode.ts';

/** A file of a mail; `name` is safe for a file system, `contentId` without brackets, `inline` is shown in the text. */
export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly inline: boolean;
  readonly contentId: string | null;
  readonly bytes: Uint8Array;
}

const extensionByType: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'application/ics': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'application/pgp-encrypted': 'asc',
  'application/pgp-signature': 'asc',
};

/** A name for a part that has none, by its place in the mail and its type. */
function nameOf(given: string | null, place: number, type: string): string {
  const safe = safeFileName(toPlainLine(given ?? ''));
  return safe === '' ? `attachment-${place + 1}.${extensionByType[type] ?? 'bin'}` : safe;
}

export function toBytes(content: ParsedAttachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

function isShownInText(attachment: ParsedAttachment, contentId: string | null, html: string): boolean {
  if (contentId && html.includes(`cid:${contentId}`)) return true;
  return (
    attachment.disposition === 'inline' || (attachment.disposition === null && attachment.related === true)
  );
}

export function toMailAttachment(attachment: ParsedAttachment, place: number, html: string): MailAttachment {
  const bytes = toBytes(attachment.content);
  const contentId = toPlainLine(attachment.contentId ?? '').replace(/^<|>$/g, '') || null;
  return {
    name: nameOf(attachment.filename, place, attachment.mimeType),
    type: /^[\w.+-]+\/[\w.+-]+$/.test(attachment.mimeType) ? attachment.mimeType : 'application/octet-stream',
    sizeBytes: bytes.byteLength,
    inline: isShownInText(attachment, contentId, html),
    contentId,
    bytes,
  };
}

export function fromUuencoded(file: UuencodedFile, place: number): MailAttachment {
  return {
    name: nameOf(file.name, place, ''),
    type: 'application/octet-stream',
    sizeBytes: file.bytes.length,
    inline: false,
    contentId: null,
    bytes: file.bytes,
  };
}
