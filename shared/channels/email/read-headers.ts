import { decodeWords } from 'postal-mime';
import { type Address, type Author, toPlainLine } from './address.ts';
import { type HeaderField, headerValue, headerValues, readHeaderBlock } from './header-fields.ts';
import { joinEncodedWords } from './join-encoded-words.ts';
import { withoutMailboxLine } from './mailbox-line.ts';
import { parseMessageIds } from './message-ids.ts';
import { parseAddresses, parseAuthors } from './parse-addresses.ts';
import { findDeliveredTo } from './recipients.ts';

/** What the header block of a mail says; `fields` are all of them, in order. */
export interface MailHeaders {
  readonly fields: readonly HeaderField[];
  /** As received, without surrounding blanks. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly from: Author;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly deliveredTo: readonly string[];
  /** Empty for the null path `<>` of automatic mail; null when the mail has none. */
  readonly returnPath: string | null;
  readonly subject: string;
}

const maxSubjectLength = 2000;

function readReturnPath(fields: readonly HeaderField[]): string | null {
  const values = headerValues(fields, 'return-path');
  return values[0]?.replace(/[<>\s]/g, '') ?? null;
}

/** Decodes encoded words; a text on one line. */
export function readSubject(fields: readonly HeaderField[]): string {
  return toPlainLine(decodeWords(joinEncodedWords(headerValue(fields, 'subject').slice(0, 100_000)))).slice(
    0,
    maxSubjectLength,
  );
}

export function toMailHeaders(fields: readonly HeaderField[]): MailHeaders {
  const addresses = (name: string) => parseAddresses(headerValues(fields, name));
  return {
    fields,
    messageId: headerValue(fields, 'message-id').slice(0, 998) || null,
    inReplyTo: parseMessageIds(headerValue(fields, 'in-reply-to')),
    references: parseMessageIds(headerValues(fields, 'references').join(' ')),
    from: parseAuthors(headerValue(fields, 'from'))[0] ?? { address: null, name: null },
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    deliveredTo: findDeliveredTo(fields),
    returnPath: readReturnPath(fields),
    subject: readSubject(fields),
  };
}

/** Reads only the header block, from the first bytes of a mail (64 kB are enough for nearly all). Never refuses. */
export function readHeaders(rawStart: Uint8Array): MailHeaders {
  const raw = withoutMailboxLine(Buffer.from(rawStart.buffer, rawStart.byteOffset, rawStart.byteLength));
  return toMailHeaders(readHeaderBlock(raw).fields);
}
