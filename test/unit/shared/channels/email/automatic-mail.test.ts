import { describe, expect, it } from 'vitest';
import { isAutomatic } from '#shared/channels/email/automatic-mail.ts';
import { mayAnswerAutomatically } from '#shared/channels/email/may-answer-automatically.ts';
import { mailWith, toParts, toRaw } from './mails.ts';

const own = ['help@example.org'];
const report = (type: string) => ({ 'Content-Type': `multipart/report; report-type=${type}; boundary=b` });
const status = (action: string) =>
  `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nAction: ${action}\r\nStatus: 4.0.0`;

const kinds: readonly (readonly [string, Record<string, string | null>, string])[] = [
  ['a person', {}, 'none'],
  ['a person who says so', { 'Auto-Submitted': 'no' }, 'none'],
  ['a person, with a comment', { 'Auto-Submitted': 'No (really)' }, 'none'],
  ['a person about being out of office', { Subject: 'Your out of office reply' }, 'none'],
  ['a person about a failed delivery', { Subject: 'Delivery failed: where is my parcel?' }, 'none'],
  ['a no-reply address', { From: 'no-reply@example.com' }, 'none'],
  ['a vacation notice', { 'Auto-Submitted': 'auto-replied; owner-email="a@b.c"' }, 'auto-reply'],
  ['an answering machine', { Precedence: 'auto_reply' }, 'auto-reply'],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }, 'auto-reply'],
  ['a notice of a program', { 'Auto-Submitted': 'auto-generated' }, 'auto-generated'],
  ['a notification', { 'Auto-Submitted': 'auto-notified' }, 'auto-generated'],
  ['bulk mail', { Precedence: 'bulk' }, 'auto-generated'],
  ['junk mail', { Precedence: 'Junk' }, 'auto-generated'],
  ['suppressed answers', { 'X-Auto-Response-Suppress': 'All' }, 'auto-generated'],
  ['not suppressed answers', { 'X-Auto-Response-Suppress': 'None' }, 'none'],
  ['a null return path', { 'Return-Path': '<>' }, 'auto-generated'],
  ['a mailing list', { 'List-Id': '<list.example.com>', Precedence: 'list' }, 'list'],
  ['a newsletter', { 'List-Unsubscribe': '<mailto:x@y.z>', Precedence: 'bulk' }, 'list'],
  ['a mail daemon', { From: 'MAILER-DAEMON@example.com' }, 'bounce'],
  ['a mail daemon on a list', { From: 'mailer-daemon@example.com', 'List-Id': '<l.example.com>' }, 'bounce'],
  [
    'a postmaster with a notice',
    { From: 'postmaster@example.com', Subject: 'Undeliverable: Printer' },
    'bounce',
  ],
  ['a postmaster', { From: 'postmaster@example.com' }, 'auto-generated'],
  ['an empty author', { From: 'Somebody <>' }, 'auto-generated'],
  ['failed recipients', { 'X-Failed-Recipients': 'a@b.c' }, 'bounce'],
  ['a German bounce', { From: 'postmaster@example.com', Subject: 'Unzustellbar: Drucker' }, 'bounce'],
  [
    'a delay notice',
    { From: 'MAILER-DAEMON@example.com', Subject: 'Warning: could not send message for past 4 hours' },
    'delay',
  ],
  ['a challenge', { 'Auto-Submitted': 'auto-replied', Subject: 'Please confirm your message' }, 'challenge'],
];

describe('the kind of automatic mail', () => {
  it.each(kinds)('of %s', async (_, fields, kind) => {
    const mail = await mailWith(fields);

    expect(mail.automatic.kind).toBe(kind);
    expect(isAutomatic(mail)).toBe(kind !== 'none');
    expect(mail.automatic.reasons.length > 0).toBe(kind !== 'none');
    expect(mayAnswerAutomatically(mail, own)).toBe(kind === 'none');
  });

  it.each([
    ['delivery-status', 'failed', 'bounce'],
    ['delivery-status', 'delayed', 'delay'],
    ['delivery-status', 'delivered', 'auto-generated'],
    ['delivery-status', 'relayed', 'auto-generated'],
    ['disposition-notification', 'displayed', 'mdn'],
    ['feedback-report', 'none', 'auto-generated'],
  ])('of a %s report with %s', async (type, action, kind) => {
    const mail = await mailWith(report(type), toParts('b', ['\r\nnotice', status(action)]));

    expect(mail.automatic.kind).toBe(kind);
    expect(mail.attachments).toEqual([]);
  });
});

describe('the returned mail', () => {
  const returned = toRaw({ 'Message-ID': '<msg_1.ABC-DEFGH-123@example.org>' }).toString('latin1');
  const headers = returned.slice(0, returned.indexOf('\r\n\r\n'));

  it.each([
    ['as a mail', `Content-Type: message/rfc822\r\n\r\n${returned}`],
    ['as headers', `Content-Type: text/rfc822-headers\r\n\r\n${headers}`],
    [
      'in base64',
      `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(returned).toString('base64')}`,
    ],
  ])('is found %s', async (_, part) => {
    const mail = await mailWith(
      report('delivery-status'),
      toParts('b', ['\r\nnotice', status('failed'), part]),
    );

    expect(mail.returnedMessageIds).toEqual(['<msg_1.ABC-DEFGH-123@example.org>']);
    expect(mail.attachments).toEqual([]);
  });

  it.each([
    ['below the notice', `--- Below this line is a copy of the message.\r\n\r\n${headers}\r\n\r\ntext`],
    ['in a quote', `> Subject: x\r\n> Message-ID:\r\n>  <msg_1.ABC-DEFGH-123@example.org>`],
  ])('is found %s', async (_, body) => {
    const mail = await mailWith({ From: 'MAILER-DAEMON@example.com' }, body);

    expect(mail.returnedMessageIds).toEqual(['<msg_1.ABC-DEFGH-123@example.org>']);
  });

  it('is not looked for in the mail of a person', async () => {
    expect((await mailWith({}, headers)).returnedMessageIds).toEqual([]);
  });
});

describe('mayAnswerAutomatically', () => {
  it.each([
    ['our own address', { From: 'Help@Example.org' }],
    ['our own plus address', { From: 'help+ABC-DEFGH-123@example.org' }],
    ['our own return path', { 'Return-Path': '<help@example.org>' }],
    ['our own mail that came back', { 'X-Smista-Message': 'msg_1' }],
    ['nobody', { From: null }],
    ['a mail daemon in Reply-To', { 'Reply-To': 'mailer-daemon@example.com' }],
  ])('is false for %s', async (_, fields) => {
    expect(mayAnswerAutomatically(await mailWith(fields), own)).toBe(false);
  });
});
