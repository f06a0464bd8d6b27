import { extractUuencoded } from './uuencode.ts';

const uuencodings = new Set(['x-uuencode', 'uuencode', 'x-uue', 'x-uu']);

export function isUuencoding(encoding: string): boolean {
  return uuencodings.has(encoding);
}

/** True for 7bit, 8bit, binary, none and unknown ones: the bytes are the content. */
export function isIdentity(encoding: string): boolean {
  return encoding !== 'base64' && encoding !== 'quoted-printable' && !isUuencoding(encoding);
}

function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const joined = bytes.toString('latin1').replace(/=[ \t]*(?:\r?\n|$)/g, '');
  const decoded = joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

/** The content of a body, by its transfer encoding. Broken encodings give what can be read. */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(bytes.toString('latin1'), 'base64');
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(bytes);
  if (isUuencoding(encoding))
    return extractUuencoded(bytes.toString('latin1')).files[0]?.bytes ?? Buffer.alloc(0);
  return bytes;
}
