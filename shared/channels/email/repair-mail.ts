import { isUtf8 } from 'node:buffer';
import { charsetOfHtml, chooseCharset, knownCharset } from './charset.ts';
import { joinFlowedText } from './flowed-text.ts';
import { decodeHeaderBytes, type HeaderField } from './header-fields.ts';
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

function repairText(part: MimePart, content: Buffer, hint: string | null): Repair | null {
  const declared = part.contentType.parameters.get('charset') ?? null;
  const fromHtml = part.contentType.value === 'text/html' ? charsetOfHtml(content) : null;
  const charset = chooseCharset(content, declared, [fromHtml, hint]);
  const flowed =
    part.contentType.value === 'text/plain' && part.contentType.parameters.get('format') === 'flowed';
  if (!flowed && charset === knownCharset(declared)) return null;
  const text = new TextDecoder(charset).decode(content);
  const joined = flowed ? joinFlowedText(text, part.contentType.parameters.get('delsp') === 'yes') : text;
  return withBase64([['content-type', `${part.contentType.value}; charset=utf-8`]], Buffer.from(joined));
}

/** Bodies without transfer encoding would come out of the parser with other line ends. */
function repairFile(part: MimePart, content: Buffer): Repair | null {
  const exact = isIdentity(part.encoding) || isUuencoding(part.encoding);
  return exact && !isMultipart(part) ? withBase64([], content) : null;
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
    if (isMultipart(part)) return null;
    const content = decodeTransfer(this.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding);
    if (!isText(part)) return repairFile(part, content);
    if (isNamedFile(part, this.texts))
      return withBase64([['content-disposition', this.attachmentDisposition(part)]], content);
    this.texts += 1;
    return repairText(part, content, this.hint);
  }

  private attachmentDisposition(part: MimePart): string {
    const field = part.fields.find(({ name }) => name === 'content-disposition');
    return (field?.value ?? '').replace(/^[^;]*/, 'attachment');
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
