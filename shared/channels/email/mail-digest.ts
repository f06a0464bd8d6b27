import { createHash } from 'node:crypto';
import { type HeaderField, headerValues } from './header-fields.ts';

/**
 * SHA-256 (hex) over author, subject, date and body. Two copies of one mail for two of our addresses have the same
 * digest, whatever the servers added on the way; line ends do not count, because webhooks change them.
 */
export function digestMail(fields: readonly HeaderField[], body: Buffer): string {
  const hash = createHash('sha256');
  for (const name of ['from', 'subject', 'date'])
    hash.update(`${name}:${headerValues(fields, name).join('\n')}\n`);
  let from = 0;
  let end = body.indexOf('\r\n');
  while (end >= 0) {
    hash.update(body.subarray(from, end));
    from = end + 1;
    end = body.indexOf('\r\n', from);
  }
  let length = body.length;
  while (length > from && (body[length - 1] === 0x0a || body[length - 1] === 0x0d)) length -= 1;
  return hash.update(body.subarray(from, length)).digest('hex');
}
