import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';

export class BrokenBody extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'BrokenBody';
    this.code = code;
  }
}

/** Takes the framing off a body, if it has one, and checks the digests that came with it. */
export function parseSentBody(sent: Buffer, headers: IncomingHttpHeaders): Buffer {
  const isFramed = String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  const { bytes, trailers } = isFramed ? parseFrames(sent) : { bytes: sent, trailers: {} };
  const expected = { ...digestsOf(headers), ...trailers };
  refuseOtherDigest(expected['x-amz-checksum-crc32'], () => digestCrc32(bytes));
  refuseOtherDigest(expected['x-amz-checksum-sha256'], () =>
    createHash('sha256').update(bytes).digest('base64'),
  );
  refuseOtherDigest(expected['content-md5'], () => createHash('md5').update(bytes).digest('base64'));
  return bytes;
}

function digestsOf(headers: IncomingHttpHeaders): Record<string, string> {
  const names = ['x-amz-checksum-crc32', 'x-amz-checksum-sha256', 'content-md5'];
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
}

function digestCrc32(bytes: Buffer): string {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc32(bytes));
  return digest.toString('base64');
}

function refuseOtherDigest(expected: string | undefined, digest: () => string): void {
  if (expected === undefined || expected === digest()) return;
  throw new BrokenBody('BadDigest', 'The digest that you specified did not match what we received.');
}

/** Frames are `<hex length>[;chunk-signature=…]\r\n<bytes>\r\n`, ended by a length of 0 and trailing headers. */
function parseFrames(sent: Buffer): { bytes: Buffer; trailers: Record<string, string> } {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = sent.indexOf('\r\n', at);
    const length = Number.parseInt(sent.toString('latin1', at, lineEnd).split(';', 1)[0] ?? '', 16);
    const start = lineEnd + 2;
    if (lineEnd < 0 || Number.isNaN(length) || start + length > sent.length) {
      throw new BrokenBody('IncompleteBody', 'The body ended before the length it announced.');
    }
    if (length === 0)
      return { bytes: Buffer.concat(parts), trailers: parseTrailers(sent.toString('latin1', start)) };
    parts.push(sent.subarray(start, start + length));
    at = start + length + 2;
  }
}

function parseTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  const split = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return Object.fromEntries(split) as Record<string, string>;
}
