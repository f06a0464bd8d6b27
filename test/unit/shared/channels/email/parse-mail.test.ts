import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMail } from '#shared/channels/email/parse-mail.ts';
import { mailWith, toParts, toRaw, utf8 } from './mails.ts';

const mixed = { 'Content-Type': 'multipart/mixed; boundary="b"' };
const alternative = { 'Content-Type': 'multipart/alternative; boundary="b"' };

describe('parseMail', () => {
  it('reads an ordinary mail', async () => {
    const mail = await mailWith({
      'In-Reply-To': '<zero@example.org>',
      References: '<a@x>\r\n <b@x>',
      'Return-Path': '<ada@example.com>',
      'Reply-To': 'Ada <ada@home.example>',
      Cc: 'Team: bob@example.com, carl@example.com;',
      'X-SES-Spam-Verdict': 'PASS',
      'X-SES-Virus-Verdict': 'FAIL',
    });

    expect(mail).toMatchObject({
      readable: true,
      reason: null,
      messageId: '<one@example.com>',
      inReplyTo: ['<zero@example.org>'],
      references: ['<a@x>', '<b@x>'],
      from: { address: 'ada@example.com', name: 'Ada' },
      replyTo: [{ address: 'ada@home.example', name: 'Ada' }],
      to: [{ address: 'help@example.org', name: null }],
      cc: [
        { address: 'bob@example.com', name: null },
        { address: 'carl@example.com', name: null },
      ],
      returnPath: 'ada@example.com',
      subject: 'Printer',
      sentAt: '2024-01-01T09:00:00.000Z',
      text: 'It smokes.',
      html: null,
      attachments: [],
      returnedMessageIds: [],
      spamVerdict: 'PASS',
      virusVerdict: 'FAIL',
    });
    expect(mail.headers[0]).toEqual({ name: 'from', value: 'Ada <ada@example.com>' });
  });

  it.each([
    ['koi8-r', 'text/plain; charset=koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4', 'Привет'],
    ['a quoted alias of gb2312', 'text/plain; charset="GB_2312-80"', '\xc4\xe3\xba\xc3', '你好'],
    ['big5', 'text/plain; charset=big5', '\xa7A\xa6n', '你好'],
    ['ks_c_5601', 'text/plain; charset=ks_c_5601-1987', '\xbe\xc8\xb3\xe7', '안녕'],
    ['shift_jis', 'text/plain; charset=Shift_JIS', '\x93\xfa\x96{', '日本'],
    ['undeclared iso-2022-jp', 'text/plain', '\x1b$BF|K\\\x1b(B', '日本'],
    ['windows-1251 by another name', 'text/plain; charset=cp1251', '\xcf\xf0\xe8\xe2\xe5\xf2', 'Привет'],
    ['undeclared UTF-8', 'text/plain', utf8('Grüße'), 'Grüße'],
    ['undeclared latin1', 'text/plain', 'Gr\xfc\xdfe', 'Grüße'],
    ['UTF-8 that is latin1', 'text/plain; charset=utf-8', 'Gr\xfc\xdfe', 'Grüße'],
    ['latin1 that is UTF-8', 'text/plain; charset=iso-8859-1', utf8('Grüße'), 'Grüße'],
    ['ASCII that is latin1', 'text/plain; charset=us-ascii', 'Gr\xfc\xdfe', 'Grüße'],
    ['an unknown charset', 'text/plain; charset=x-unknown', 'Gr\xfc\xdfe', 'Grüße'],
    ['a charset in its own name', 'text/plain; charset="charset=utf-8"', utf8('Grüße'), 'Grüße'],
    ['HTML that names it', 'text/html', '<meta charset="koi8-r"><p>\xf0\xd2\xc9\xd7\xc5\xd4</p>', 'Привет'],
    ['UTF-8 with a broken end', 'text/plain; charset=utf-8', `${utf8('Grüße äöü')}\xc3`, 'Grüße äöü\ufffd'],
  ])('reads the text in %s', async (_, ...[type, body, text]) => {
    expect((await mailWith({ 'Content-Type': type }, body)).text).toBe(text);
  });

  it.each([
    ['raw UTF-8', utf8('Drucker kaputt: Grüße'), 'Drucker kaputt: Grüße'],
    ['raw latin1', 'Gr\xfc\xdfe', 'Grüße'],
    ['an encoded word', '=?iso-8859-1?Q?Gr=FC=DFe?=', 'Grüße'],
    ['a character cut in two words', '=?UTF-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?=', 'Grüße'],
    ['padded halves', '=?UTF-8?B?R3LDvA==?=\r\n =?UTF-8?B?w58=?=\r\n =?utf-8?Q?e?=', 'Grüße'],
    ['line breaks in an encoded word', '=?utf-8?Q?a=0D=0ABcc:_b?=', 'a Bcc: b'],
    ['a direction mark', utf8('fdp\u202egnp.exe'), 'fdpgnp.exe'],
  ])('reads a subject in %s', async (_, subject, expected) => {
    expect((await mailWith({ Subject: subject })).subject).toBe(expected);
  });

  it('guesses the charset of raw headers from the text', async () => {
    const mail = await mailWith({
      Subject: '\xd3\xca\xbc\xfe',
      'Content-Type': 'text/plain; charset=gb2312',
    });

    expect(mail.subject).toBe('邮件');
  });

  it.each([
    ['Ada <ada@example.com>', 'ada@example.com', 'Ada'],
    ['"Lovelace, Ada" <ada@example.com>', 'ada@example.com', 'Lovelace, Ada'],
    ['ada@example.com (Ada)', 'ada@example.com', 'Ada'],
    ['Postmaster <>', null, 'Postmaster'],
    ['"" (Mail Delivery System)', null, 'Mail Delivery System'],
    ['ada@example.com bob@example.com', 'ada@example.com', null],
    ['"bob@example.com" <ada@example.com>', 'ada@example.com', null],
    ['=?utf-8?B?eA0KQmNjOiB5QHo=?= <ada@example.com>', 'ada@example.com', 'x Bcc: y@z'],
    ['undisclosed-recipients:;', null, null],
    [null, null, null],
  ])('reads the author %j', async (from, address, name) => {
    expect((await mailWith({ From: from })).from).toEqual({ address, name });
  });

  it('takes the text from the HTML when there is no other', async () => {
    const mail = await mailWith(
      { 'Content-Type': 'text/html' },
      '<style>p{}</style><p>It <b>smokes</b>.</p><p>See <a href="https://x.example">here</a></p>',
    );

    expect(mail.text).toBe('It smokes.\nSee here <https://x.example>');
    expect(mail.html).toContain('<b>smokes</b>');
  });

  it('prefers the plain text of an alternative', async () => {
    const mail = await mailWith(
      alternative,
      toParts('b', ['\r\nplain', 'Content-Type: text/html\r\n\r\n<p>html</p>']),
    );

    expect(mail).toMatchObject({ text: 'plain', html: expect.stringContaining('<p>html</p>') });
  });

  it('keeps an answer apart from the quote in flowed text', async () => {
    const mail = await mailWith(
      { 'Content-Type': 'text/plain; format=flowed' },
      '> Does it \r\n> work? \r\nYes, it \r\ndoes.\r\n',
    );

    expect(mail.text).toBe('> Does it work? \nYes, it does.');
  });

  it('shows the text of a multipart whose boundary is lost', async () => {
    expect((await mailWith(mixed, 'It smokes.')).text).toBe('It smokes.');
  });

  it('finds the mailboxes of the delivery', async () => {
    const mail = await mailWith({
      'Delivered-To': 'help+abc@example.org',
      'X-Original-To': 'support@example.org',
      Received: 'from a by b with SMTP id 1\r\n for <Desk@example.org>; Mon, 1 Jan 2024 10:00:00 +0000',
    });

    expect(mail.deliveredTo).toEqual(['help+abc@example.org', 'support@example.org', 'Desk@example.org']);
  });

  it('skips the first line of a mailbox file', async () => {
    const raw = Buffer.concat([Buffer.from('From ada@example.com  Mon Jan  1 10:00:00 2024\n'), toRaw({})]);

    expect(await parseMail(raw)).toMatchObject({
      readable: true,
      digest: (await parseMail(toRaw({}))).digest,
    });
  });

  it.each([
    ['Mon, 1 Jan 2024 10:00:00 +0100 (CET)', '2024-01-01T09:00:00.000Z'],
    ['1 Jan 2024 10:00:00 GMT', '2024-01-01T10:00:00.000Z'],
    ['Mon, 1 Jan 2024 10:00:00', '2024-01-01T10:00:00.000Z'],
    ['Mon, 1 Jan 2024 10:00:00 -0000', '2024-01-01T10:00:00.000Z'],
    ['yesterday', null],
    [null, null],
  ])('reads the date %j', async (date, expected) => {
    expect((await mailWith({ Date: date })).sentAt).toBe(expected);
  });

  it('keeps the first and the newest references of a long thread', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `<${index}@x>`);

    const { references } = await mailWith({ References: ids.join('\r\n ') });

    expect(references).toHaveLength(100);
    expect([references[0], references.at(-1)]).toEqual(['<0@x>', '<299@x>']);
  });

  it.each([
    ['', 'empty', ''],
    ['\x00\x01 no mail at all', 'no-headers', '\x01 no mail at all'],
  ])('says why %j cannot be read', async (raw, reason, text) => {
    expect(await parseMail(Buffer.from(raw, 'latin1'))).toMatchObject({ readable: false, reason, text });
  });

  it('keeps headers and text of a mail that is too complex', async () => {
    const parts = toParts(
      'b',
      Array.from({ length: 6000 }, () => '\r\nx'),
    );

    expect(await mailWith(mixed, parts)).toMatchObject({
      readable: false,
      reason: 'too-complex',
      subject: 'Printer',
      from: { address: 'ada@example.com' },
      text: expect.stringContaining('--b'),
    });
  });

  it('never refuses, whatever the bytes', async () => {
    const piece = fc.constantFrom(
      'From: a@b.c\r\n',
      'Content-Type: multipart/mixed; boundary=b\r\n',
      'Content-Type: text/html; charset=x\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      '\r\n',
      '--b\r\n',
      '--b--',
      '=?utf-8?B?',
      'begin 644 x\n',
      '\xff\x00',
      '<p>',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string())), async (pieces) => {
        const mail = await parseMail(Buffer.from(pieces.join(''), 'latin1'));

        expect(mail.digest).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 200 },
    );
  });
});
