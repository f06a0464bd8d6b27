import { headerValue, readHeaderBlock } from './header-fields.ts';
import { withoutMailboxLine } from './mailbox-line.ts';

const returnedTypes = new Set(
  'message/rfc822 message/global text/rfc822-headers message/rfc822-headers message/global-headers'.split(
    ' ',
  ),
);
const statusTypes = new Set(['message/delivery-status', 'message/global-delivery-status']);
const receiptTypes = new Set(['message/disposition-notification', 'message/global-disposition-notification']);
const quotedId = /^[> \t]*(?:original-|x-original-)?message-id:[ \t]*(?:\r?\n[> \t]+)?(<[^<>\s]{1,998}>)/gim;
const maxIds = 20;

/** A part of a report, decoded. */
export interface ReportPart {
  readonly type: string;
  readonly bytes: Uint8Array;
}

export function isReportPart(type: string): boolean {
  return (
    returnedTypes.has(type) ||
    statusTypes.has(type) ||
    receiptTypes.has(type) ||
    type === 'message/feedback-report'
  );
}

function findQuotedIds(text: string): string[] {
  return [...text.matchAll(quotedId)].map((match) => match[1] ?? '');
}

function idsOf(part: ReportPart): string[] {
  const bytes = Buffer.from(part.bytes);
  if (receiptTypes.has(part.type)) return findQuotedIds(bytes.toString('latin1'));
  if (!returnedTypes.has(part.type)) return [];
  const raw = withoutMailboxLine(bytes);
  const id = headerValue(readHeaderBlock(raw).fields, 'message-id');
  return id ? [id] : [];
}

/** Message-IDs of the mail that a bounce or receipt reports: from the returned parts, else from the text that quotes it. */
export function findReturnedIds(parts: readonly ReportPart[], text: string): string[] {
  const fromParts = parts.flatMap(idsOf);
  return [...new Set(fromParts.length > 0 ? fromParts : findQuotedIds(text))].slice(0, maxIds);
}

/** The `Action` fields of the delivery reports, in lower case. */
export function findReportedActions(parts: readonly ReportPart[]): string[] {
  return parts
    .filter((part) => statusTypes.has(part.type))
    .flatMap((part) => [
      ...Buffer.from(part.bytes)
        .toString('latin1')
        .matchAll(/^action[ \t]*:[ \t]*([a-z]+)/gim),
    ])
    .map((match) => (match[1] ?? '').toLowerCase());
}
