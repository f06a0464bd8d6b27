import { parseMail } from '#shared/channels/email/parse-mail.ts';
import type { ParsedMail } from '#shared/channels/email/parsed-mail.ts';

const ordinary = {
  From: 'Ada <ada@example.com>',
  To: 'help@example.org',
  Subject: 'Printer',
  Date: 'Mon, 1 Jan 2024 10:00:00 +0100',
  'Message-ID': '<one@example.com>',
};

/** Raw bytes of a mail with these header fields (null leaves one out) and this body; texts are written as latin1 bytes. */
export function toRaw(fields: Record<string, string | null>, body = 'It smokes.\r\n'): Buffer {
  const lines = Object.entries({ ...ordinary, ...fields })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${lines.join('')}\r\n${body}`, 'latin1');
}

export async function mailWith(fields: Record<string, string | null>, body?: string): Promise<ParsedMail> {
  return await parseMail(toRaw(fields, body));
}

/** A body of parts; each is its header lines, a blank line and its content. */
export function toParts(boundary: string, parts: readonly string[]): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}

/** Text as UTF-8 bytes in a latin1 string, for `toRaw`. */
export function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}
