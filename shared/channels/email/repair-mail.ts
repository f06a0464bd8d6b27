import { isUtf8 } from 'node:buffer';
import { charsetOfHtml, chooseCharset, isLabelOf, knownCharset } from './charset.ts';
import { joinFlowedText } from './flowed-text.ts';
import { decodeHeaderBytes, type HeaderField, headerValue } from './header-fields.ts';
import { findParts, isMultipart, type MimePart } from './mime-parts.ts';
import { decodeTransfer, isIdentity, isUuencoding } from './transfer-encoding.ts';

/** The same part with other bytes: replaced fields (by name) and, with `body`, a base64 body. */
interface Repair {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: Buffer | null;
}

const textTypes = new Set(['text/plain', 'text/html']);

function isText(part: MimePart): boolean {
  return textTypes.has(part.contentType.value) && part.disposition.value !== 'attachment';
}

/** A named text after the first one is a file that somebody attached, whatever the program calls it. */
function isNamedFile(part: MimePart, earlierTexts: number): boolean {
  return (
    earlierTexts > 0 &&
    part.parentType !== 'multipart/alternative' &&
    part.disposition.parameters.has('filename')
  );
}

function withBase64(fields: Iterable<[string, string]>, body: Buffer): Repair {
  return { fields: new Map([...fields, ['content-transfer-encoding', 'base64']]), body };
}

/** The parser takes each line by itself, which for millions of short ones takes minutes. */
function hasManyLines(bytes: Buffer): boolean {
  return bytes.length > 100_000 && countLines(bytes, bytes.length / 40) >= bytes.length / 40;
}

/** Counts line ends, up to a limit. */
export function countLines(bytes: Buffer, limit: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && count < limit; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}

function repairText(part: MimePart, body: Buffer, hint: string | null): Repair | null {
  const content = decodeTransfer(body, part.encoding);
  const declared = part.contentType.parameters.get('charset') ?? null;
  const fromHtml = part.contentType.value === 'text/html' ? charsetOfHtml(content) : null;
  const charset = chooseCharset(content, declared, [fromHtml, hint]);
  const flowed =
    part.contentType.value === 'text/plain' && part.contentType.parameters.get('format') === 'flowed';
  if (!flowed && isLabelOf(declared, charset) && !hasManyLines(body)) return null;
  const text = new TextDecoder(charset).decode(content);
  const joined = flowed ? joinFlowedText(text, part.contentType.parameters.get('delsp') === 'yes') : text;
  return withBase64([['content-type', `${part.contentType.value}; charset=utf-8`]], Buffer.from(joined));
}

/** Bodies without transfer encoding would come out of the parser with other line ends. */
function repairFile(part: MimePart, body: Buffer): Repair | null {
  const needed = isIdentity(part.encoding) || isUuencoding(part.encoding) || hasManyLines(body);
  return needed ? withBase64([], decodeTransfer(body, part.encoding)) : null;
}

/** A multipart in which no part begins: its boundary got lost on the way. What is there is shown as text. */
function repairPartless(part: MimePart, body: Buffer): Repair | null {
  const named =
    part.contentType.parameters.has('boundary') ||
    !/boundary/i.test(headerValue(part.fields, 'content-type'));
  if (!named || !/\S/.test(body.toString('latin1'))) return null;
  const charset = chooseCharset(body, null, []);
  const text = new TextDecoder(charset).decode(body);
  return withBase64([['content-type', 'text/plain; charset=utf-8']], Buffer.from(text));
}

class MailRepairer {
  private readonly raw: Buffer;
  private readonly parts: readonly MimePart[];
  private readonly hint: string | null;
  private texts = 0;

  constructor(raw: Buffer) {
    this.raw = raw;
    this.parts = findParts(raw);
    this.hint = this.findCharsetHint();
  }

  /** A mail is seldom written in two charsets: what one part declares is likely true of headers and other parts. */
  private findCharsetHint(): string | null {
    const declared = this.parts.map((part) => knownCharset(part.contentType.parameters.get('charset')));
    return (
      declared.find((charset) => charset !== null && charset !== 'utf-8' && charset !== 'windows-1252') ??
      null
    );
  }

  private repairOf(part: MimePart): Repair | null {
    const body = this.raw.subarray(part.bodyStart, part.bodyEnd);
    if (isMultipart(part)) return this.parts.length === 1 ? repairPartless(part, body) : null;
    if (!isText(part)) return repairFile(part, body);
    if (isNamedFile(part, this.texts)) return this.repairNamedFile(part, body);
    this.texts += 1;
    return repairText(part, body, this.hint);
  }

  private repairNamedFile(part: MimePart, body: Buffer): Repair {
    const disposition = headerValue(part.fields, 'content-disposition').replace(/^[^;]*/, 'attachment');
    return withBase64([['content-disposition', disposition]], decodeTransfer(body, part.encoding));
  }

  private fieldBytes(field: HeaderField): Buffer {
    const bytes = this.raw.subarray(field.start, field.end);
    return isUtf8(bytes) ? bytes : Buffer.from(decodeHeaderBytes(bytes, this.hint ?? 'windows-1252'));
  }

  private headerOf(part: MimePart, fields: ReadonlyMap<string, string>): Buffer[] {
    const kept = part.fields.filter(({ name }) => !fields.has(name)).map((field) => this.fieldBytes(field));
    const added = [...fields].map(([name, value]) => Buffer.from(`${name}: ${value}\r\n`));
    return [...kept, ...added, Buffer.from('\r\n')];
  }

  private needsHeaderRepair(part: MimePart): boolean {
    return !isUtf8(this.raw.subarray(part.headerStart, part.bodyStart));
  }

  repaired(): Buffer {
    const chunks: Buffer[] = [];
    let from = 0;
    for (const part of this.parts) {
      if (part.bodyEnd <= part.bodyStart) continue;
      const repair = this.repairOf(part);
      if (!repair && !this.needsHeaderRepair(part)) continue;
      chunks.push(
        this.raw.subarray(from, part.headerStart),
        ...this.headerOf(part, repair?.fields ?? new Map()),
      );
      from = part.bodyStart;
      if (!repair?.body) continue;
      chunks.push(Buffer.from(`${repair.body.toString('base64')}`));
      from = part.bodyEnd;
    }
    return chunks.length === 0 ? this.raw : Buffer.concat([...chunks, this.raw.subarray(from)]);
  }
}

/**
 * Rewrites what the parser would read wrongly: raw 8-bit header fields, missing and false charsets, soft line breaks
 * beside quotes, uuencoded and binary parts, named texts. A mail in order comes back as it is.
 */
export function repairMail(raw: Buffer): Buffer {
  return new MailRepairer(raw).repaired();
}
