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
  let length = body.length;
  while (length > 0 && (body[length - 1] === 0x0a || body[length - 1] === 0x0d)) length -= 1;
  const content = body.subarray(0, length);
  let from = 0;
  for (let end = content.indexOf('\r\n'); end >= 0; end = content.indexOf('\r\n', from)) {
    hash.update(content.subarray(from, end));
    from = end + 1;
  }
  return hash.update(content.subarray(from)).digest('hex');
}
