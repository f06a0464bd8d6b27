import { describe, expect, it } from 'vitest';
import { parseMail } from '#shared/channels/email/parse-mail.ts';
import { mailWith, toRaw } from './mails.ts';

describe('the digest', () => {
  it.each([
    [
      'another recipient',
      toRaw({ To: 'support@example.org', 'Delivered-To': 'x@example.org', Received: 'from a' }),
    ],
    ['other line ends', Buffer.from(toRaw({}).toString('latin1').replaceAll('\r\n', '\n'))],
    ['blank lines at the end', toRaw({}, 'It smokes.\r\n\r\n\r\n')],
  ])('is the same with %s', async (_, raw) => {
    expect((await parseMail(raw)).digest).toBe((await mailWith({})).digest);
  });

  it.each([
    ['text', toRaw({}, 'It burns.\r\n')],
    ['subject', toRaw({ Subject: 'Fire' })],
    ['author', toRaw({ From: 'bob@example.com' })],
    ['date', toRaw({ Date: 'Mon, 1 Jan 2024 10:00:01 +0100' })],
  ])('is another with another %s', async (_, raw) => {
    expect((await parseMail(raw)).digest).not.toBe((await mailWith({})).digest);
  });
});
