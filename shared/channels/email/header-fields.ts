import { isUtf8 } from 'node:buffer';

/** One field of a header block: `name` in lower case, `value` unfolded; `start` and `end` are its bytes. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body begins; the length of the bytes when there is none. */
  readonly bodyStart: number;
}

/** What the parser takes at most; a longer block is no mail. */
const maxBlockBytes = 2 * 1024 * 1024;
const lineFeed = 0x0a;
const fieldName = /^([!-9;-~]{1,200})[ \t]*:/;

/** Bytes of a header as text: UTF-8 (RFC 6532) when they are that, else the given charset. */
export function decodeHeaderBytes(bytes: Uint8Array, charset: string): string {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return new TextDecoder(charset).decode(bytes);
}

function unfold(text: string): string {
  return text
    .replace(/[\r\n]+(?=[ \t]|$)/g, '')
    .replace(/[\r\n\0]+/g, ' ')
    .trim();
}

function isFolded(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return start === end || (end - start === 1 && bytes[start] === 0x0d);
}

function toField(bytes: Uint8Array, range: { start: number; end: number }): HeaderField | null {
  const text = decodeHeaderBytes(bytes.subarray(range.start, range.end), 'windows-1252');
  const name = fieldName.exec(text);
  if (!name?.[1]) return null;
  return { name: name[1].toLowerCase(), value: unfold(text.slice(name[0].length)), ...range };
}

/** Reads the header block that begins at `from`, up to the blank line. Lines that are no field are passed over. */
export function readHeaderBlock(bytes: Uint8Array, from = 0): HeaderBlock {
  const limit = Math.min(bytes.length, from + maxBlockBytes);
  const fields: HeaderField[] = [];
  let fieldStart = from;
  let lineStart = from;
  const finish = (end: number): void => {
    const field = end > fieldStart ? toField(bytes, { start: fieldStart, end }) : null;
    if (field) fields.push(field);
    fieldStart = end;
  };
  while (lineStart < limit) {
    if (!isFolded(bytes[lineStart])) finish(lineStart);
    const found = bytes.indexOf(lineFeed, lineStart);
    const lineEnd = found < 0 ? bytes.length : found;
    if (isBlank(bytes, lineStart, lineEnd)) return { fields, bodyStart: Math.min(lineEnd + 1, bytes.length) };
    lineStart = lineEnd + 1;
  }
  finish(Math.min(lineStart, bytes.length));
  return { fields, bodyStart: Math.min(lineStart, bytes.length) };
}

/** The first field of that name; an empty text when there is none. */
export function headerValue(fields: readonly HeaderField[], name: string): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}

/** All values of the fields of these names, in the order of the mail. */
export function headerValues(fields: readonly HeaderField[], ...names: string[]): string[] {
  return fields.filter((field) => names.includes(field.name)).map((field) => field.value);
}
