/** A file that old mail programs put into the text, from `begin 644 name` to `end`. */
export interface UuencodedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const beginLine = /^begin [0-7]{3,4} (\S.{0,250})$/;

function decodeLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 32) & 63;
  if (length === 0 || line.length - 1 < Math.ceil((length * 4) / 3)) return null;
  const bytes: number[] = [];
  for (let index = 1; bytes.length < length; index += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
      (offset) => ((line.charCodeAt(index + offset) || 32) - 32) & 63,
    );
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length).map((byte) => byte & 255));
}

/** Where the data lines end that begin at `from`. */
function endOfData(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && isData((lines[end] ?? '').trimEnd())) end += 1;
  return end;
}

function isData(line: string): boolean {
  return line !== 'end' && !beginLine.test(line) && decodeLine(line) !== null;
}

/** `next` is the line after those looked at; `bytes` is null when they are no complete file. */
function readFile(lines: readonly string[], begin: number): { next: number; bytes: Buffer | null } {
  const dataEnd = endOfData(lines, begin + 1);
  const filler = /^[\s`]*$/.test(lines[dataEnd] ?? 'x') ? 1 : 0;
  if (lines[dataEnd + filler]?.trimEnd() !== 'end') return { next: dataEnd, bytes: null };
  const chunks = lines.slice(begin + 1, dataEnd).map((line) => decodeLine(line.trimEnd()) ?? Buffer.alloc(0));
  return { next: dataEnd + filler + 1, bytes: Buffer.concat(chunks) };
}

function readOne(lines: readonly string[], index: number): { next: number; file: UuencodedFile | null } {
  const name = beginLine.exec((lines[index] ?? '').trimEnd())?.[1];
  if (!name) return { next: index + 1, file: null };
  const { next, bytes } = readFile(lines, index);
  return { next, file: bytes ? { name, bytes } : null };
}

/** Takes the complete uuencoded files out of a text; what only looks like one stays. */
export function extractUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  for (let index = 0; index < lines.length; ) {
    const { next, file } = readOne(lines, index);
    if (file) files.push(file);
    else for (const line of lines.slice(index, next)) kept.push(line);
    index = next;
  }
  return { text: kept.join('\n'), files };
}
