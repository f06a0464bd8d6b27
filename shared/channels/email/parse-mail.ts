import PostalMime, { type Email, type Attachment as ParsedAttachment } from 'postal-mime';
import { chooseAutomaticKind, toEvidence } from './automatic-mail.ts';
import { chooseCharset } from './charset.ts';
import { headerValue, readHeaderBlock } from './header-fields.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { fromUuencoded, type MailAttachment, toBytes, toMailAttachment } from './mail-attachments.ts';
import { parseMailDate } from './mail-date.ts';
import { digestMail } from './mail-digest.ts';
import { withoutMailboxLine } from './mailbox-line.ts';
import { findParts, maxParts } from './mime-parts.ts';
import type { ParsedMail, UnreadableReason } from './parsed-mail.ts';
import { toMailHeaders } from './read-headers.ts';
import { countLines, repairMail } from './repair-mail.ts';
import { findReportedActions, findReturnedIds, isReportPart, type ReportPart } from './returned-message.ts';
import { extractUuencoded } from './uuencode.ts';

/** Each becomes an object in storage; a mail with more is made to exhaust us. */
const maxAttachments = 500;

interface Content {
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  readonly reportParts: readonly ReportPart[];
}

function isReport(email: Email): boolean {
  return email.attachments.some(({ mimeType }) =>
    ['message/delivery-status', 'message/disposition-notification', 'message/feedback-report'].includes(
      mimeType,
    ),
  );
}

/** The calendar of an invitation is often there twice: as an alternative text and as a file. */
function isDoubleCalendar(one: ParsedAttachment, all: readonly ParsedAttachment[]): boolean {
  return (
    one.mimeType === 'text/calendar' &&
    one.filename === null &&
    all.some((other) => other !== one && other.filename !== null && /calendar|ics/.test(other.mimeType))
  );
}

function toContent(email: Email): Content {
  const html = email.html?.trim() ? email.html : null;
  const plain = email.text?.trim() ? email.text : html ? htmlToPlainText(html) : '';
  const uuencoded = extractUuencoded(plain.replaceAll('\r\n', '\n'));
  const report = isReport(email);
  const isHidden = (one: ParsedAttachment) => report && one.filename === null && isReportPart(one.mimeType);
  const files = email.attachments.filter(
    (one) => !isHidden(one) && !isDoubleCalendar(one, email.attachments),
  );
  return {
    text: uuencoded.text.trim(),
    html,
    attachments: [
      ...files.map((one, place) => toMailAttachment(one, place, html ?? '')),
      ...uuencoded.files.map((file, place) => fromUuencoded(file, files.length + place)),
    ],
    reportParts: email.attachments
      .filter(({ mimeType }) => isReportPart(mimeType))
      .map((one) => ({ type: one.mimeType, bytes: toBytes(one.content) })),
  };
}

/** The parser takes about ten microseconds for each line. */
const maxLines = 1_000_000;
/** Of all parts together. */
const maxHeadersSize = 8 * 1024 * 1024;

async function readContent(repaired: Buffer): Promise<Content | null> {
  if (countLines(repaired, maxLines) >= maxLines || findParts(repaired).length > maxParts) return null;
  try {
    return toContent(await PostalMime.parse(repaired, { forceRfc822Attachments: true, maxHeadersSize }));
  } catch {
    return null;
  }
}

/** What a person can still make of it: the body as it came, at most 100,000 characters. */
function toUnreadContent(body: Buffer): Content {
  const start = body.subarray(0, 100_000);
  const text = new TextDecoder(chooseCharset(start, null, [])).decode(start).replaceAll('\0', '');
  return { text: text.trim(), html: null, attachments: [], reportParts: [] };
}

function chooseReason(raw: Buffer, fieldCount: number, content: Content | null): UnreadableReason | null {
  if (raw.length === 0) return 'empty';
  if (fieldCount === 0) return 'no-headers';
  return content ? null : 'too-complex';
}

function assemble(raw: Buffer, repaired: Buffer, parsed: Content | null): ParsedMail {
  const block = readHeaderBlock(repaired);
  const headers = toMailHeaders(block.fields);
  const body = raw.subarray(readHeaderBlock(raw).bodyStart);
  const reason = chooseReason(raw, block.fields.length, parsed);
  const content = parsed && reason === null ? parsed : toUnreadContent(reason === 'no-headers' ? raw : body);
  const automatic = chooseAutomaticKind(toEvidence(headers, findReportedActions(content.reportParts)));
  const reportsMail = ['bounce', 'delay', 'mdn'].includes(automatic.kind);
  return {
    ...headers,
    readable: reason === null,
    reason,
    sentAt: parseMailDate(headerValue(block.fields, 'date')),
    text: content.text,
    html: content.html,
    headers: block.fields.map(({ name, value }) => ({ name, value })),
    attachments: content.attachments.slice(0, maxAttachments),
    attachmentsLeftOut: Math.max(0, content.attachments.length - maxAttachments),
    returnedMessageIds: reportsMail ? findReturnedIds(content.reportParts, content.text) : [],
    automatic,
    spamVerdict: headerValue(block.fields, 'x-ses-spam-verdict').toUpperCase() || null,
    virusVerdict: headerValue(block.fields, 'x-ses-virus-verdict').toUpperCase() || null,
    digest: digestMail(block.fields, body),
  };
}

/**
 * Parses any mail. Never refuses: what cannot be understood comes back with `readable: false`, its reason and what
 * could be read of headers and text.
 * @param bytes the raw mail as it was received.
 */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const raw = withoutMailboxLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const repaired = repairMail(raw);
  return assemble(raw, repaired, await readContent(repaired));
}
