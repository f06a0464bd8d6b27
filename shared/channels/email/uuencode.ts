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

function endOf(lines: readonly string[], begin: number): { end: number; bytes: Buffer } {
  const chunks: Buffer[] = [];
  let index = begin + 1;
  for (; index < lines.length; index += 1) {
    const chunk = decodeLine((lines[index] ?? '').trimEnd());
    if (!chunk || lines[index]?.trimEnd() === 'end') break;
    chunks.push(chunk);
  }
  while (index < lines.length && /^[\s`]*$/.test(lines[index] ?? '')) index += 1;
  return { end: lines[index]?.trimEnd() === 'end' ? index : -1, bytes: Buffer.concat(chunks) };
}

/** Takes the complete uuencoded files out of a text; what only looks like one stays. */
export function extractUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const name = beginLine.exec(line.trimEnd())?.[1];
    const found = name ? endOf(lines, index) : { end: -1, bytes: Buffer.alloc(0) };
    if (name && found.end >= 0) {
      files.push({ name, bytes: found.bytes });
      index = found.end;
    } else kept.push(line);
  }
  return { text: kept.join('\n'), files };
}
