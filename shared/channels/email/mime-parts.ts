import { type HeaderField, headerValue, readHeaderBlock } from './header-fields.ts';
import { parseParameters, type StructuredValue } from './parameters.ts';

/** A part of a mail by its place in the bytes; the bodies of attached mails are not looked into. */
export interface MimePart {
  readonly fields: readonly HeaderField[];
  readonly contentType: StructuredValue;
  readonly disposition: StructuredValue;
  /** Transfer encoding in lower case, empty when none is named. */
  readonly encoding: string;
  /** Type of the multipart around it; null for the mail itself. */
  readonly parentType: string | null;
  readonly headerStart: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

type OpenPart = { -readonly [Key in keyof MimePart]: MimePart[Key] };

interface OpenMultipart {
  readonly boundary: string;
  readonly type: string;
}

/** Real mails have some dozens; the parser takes its time for each. */
export const maxParts = 5000;

/** Longer ones are not boundaries (RFC 2046 allows 70). */
const maxBoundaryLine = 1000;

function openPart(raw: Buffer, headerStart: number, parentType: string | null): OpenPart {
  const { fields, bodyStart } = readHeaderBlock(raw, headerStart);
  const type = headerValue(fields, 'content-type');
  return {
    fields,
    contentType: parseParameters(
      type || (parentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain'),
    ),
    disposition: parseParameters(headerValue(fields, 'content-disposition')),
    encoding: /[\w-]+/.exec(headerValue(fields, 'content-transfer-encoding'))?.[0].toLowerCase() ?? '',
    parentType,
    headerStart,
    bodyStart,
    bodyEnd: raw.length,
  };
}

/** Walks the boundary lines of one mail. */
class PartFinder {
  readonly parts: OpenPart[] = [];
  private readonly open: OpenMultipart[] = [];
  private current: OpenPart | null = null;
  private readonly raw: Buffer;

  constructor(raw: Buffer) {
    this.raw = raw;
    this.begin(0, null);
  }

  private begin(headerStart: number, parentType: string | null): void {
    const part = openPart(this.raw, headerStart, parentType);
    this.parts.push(part);
    this.current = part;
    const boundary = part.contentType.parameters.get('boundary');
    if (part.contentType.value.startsWith('multipart/') && boundary)
      this.open.push({ boundary, type: part.contentType.value });
  }

  private end(lineStart: number): void {
    if (!this.current) return;
    const lineBreak = this.raw[lineStart - 2] === 0x0d ? 2 : 1;
    this.current.bodyEnd = Math.max(this.current.bodyStart, lineStart - lineBreak);
    this.current.bodyStart = Math.min(this.current.bodyStart, this.current.bodyEnd);
    this.current = null;
  }

  private meet(lineStart: number, lineEnd: number): void {
    const name = this.raw.toString('latin1', lineStart + 2, lineEnd).trimEnd();
    const separated = this.open.findLastIndex(({ boundary }) => boundary === name);
    const ended = name.endsWith('--')
      ? this.open.findLastIndex(({ boundary }) => boundary === name.slice(0, -2))
      : -1;
    const multipart = this.open[separated];
    if (!multipart && ended < 0) return;
    this.end(lineStart);
    this.open.length = multipart ? separated + 1 : ended;
    if (multipart) this.begin(lineEnd + 1, multipart.type);
  }

  walk(): void {
    let from = (this.current?.bodyStart ?? 0) - 1;
    while (this.open.length > 0 && this.parts.length <= maxParts) {
      const found = this.raw.indexOf('\n--', Math.max(from, 0));
      if (found < 0) break;
      const end = this.raw.indexOf(0x0a, found + 1);
      const lineEnd = end < 0 ? this.raw.length : end;
      if (lineEnd - found < maxBoundaryLine) this.meet(found + 1, lineEnd);
      from = Math.max(lineEnd, (this.current?.bodyStart ?? 0) - 1);
    }
  }
}

/** The parts in the order of the mail, the mail itself first, and no more than one above `maxParts`. Time grows with the length of the mail. */
export function findParts(raw: Buffer): readonly MimePart[] {
  const finder = new PartFinder(raw);
  finder.walk();
  return finder.parts;
}

export function isMultipart(part: MimePart): boolean {
  return part.contentType.value.startsWith('multipart/');
}
