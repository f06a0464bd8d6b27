import { describe, expect, it } from 'vitest';
import { mailWith, toParts, toRaw, utf8 } from './mails.ts';

const mixed = { 'Content-Type': 'multipart/mixed; boundary="b"' };

describe('the attachments of a mail', () => {
  it('keeps binary attachments byte by byte', async () => {
    const content = '\x00\x01\r\n\n\r\xff\xfe--x\n\n';
    const mail = await mailWith(
      mixed,
      toParts('b', [
        '\r\ntext',
        `Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: binary\r\n\r\n${content}`,
      ]),
    );

    expect(Buffer.from(mail.attachments[0]!.bytes).toString('latin1')).toBe(content);
    expect(mail.attachments[0]).toMatchObject({ name: 'a.bin', sizeBytes: content.length, inline: false });
  });

  it.each([
    ['Content-Disposition: attachment; filename="../../etc/passwd"', 'passwd'],
    ["Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt", 'Grüße.txt'],
    ['Content-Disposition: attachment; filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe?=.txt"', 'Grüße.txt'],
    [`Content-Disposition: attachment; filename=${utf8('Grüße')}.txt`, 'Grüße.txt'],
    ['Content-Disposition: attachment', 'attachment-1.pdf'],
    ['Content-Disposition: inline; filename=CON.pdf', '_CON.pdf'],
  ])('names the attachment of %j', async (disposition, name) => {
    const mail = await mailWith(
      mixed,
      toParts('b', ['\r\ntext', `Content-Type: application/pdf\r\n${disposition}\r\n\r\nx`]),
    );

    expect(mail.attachments.map((one) => one.name)).toEqual([name]);
  });

  it('tells a text that is attached from the text of the mail', async () => {
    const file = 'Content-Type: text/plain\r\nContent-Disposition: inline; filename=log.txt\r\n\r\nline';
    const mail = await mailWith(mixed, toParts('b', ['\r\ntext', file]));

    expect(mail.text).toBe('text');
    expect(mail.attachments.map((one) => one.name)).toEqual(['log.txt']);
  });

  it('takes a forwarded mail as a file', async () => {
    const mail = await mailWith(
      mixed,
      toParts('b', ['\r\ntext', `Content-Type: message/rfc822\r\n\r\n${toRaw({}).toString('latin1')}`]),
    );

    expect(mail.text).toBe('text');
    expect(mail.attachments).toMatchObject([{ name: 'attachment-1.eml', type: 'message/rfc822' }]);
  });

  it('takes uuencoded files out of the text', async () => {
    const mail = await mailWith({}, 'see\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nbye');

    expect(mail.text).toBe('see\nbye');
    expect(mail.attachments).toMatchObject([{ name: 'cat.txt', bytes: Buffer.from('Cat') }]);
  });

  it('decodes an attachment in uuencode', async () => {
    const part =
      'Content-Type: text/plain; name=cat.txt\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend';
    const mail = await mailWith(mixed, toParts('b', ['\r\ntext', part]));

    expect(Buffer.from(mail.attachments[0]!.bytes).toString()).toBe('Cat');
  });

  it('leaves out more than five hundred attachments and counts them', async () => {
    const parts = toParts(
      'b',
      Array.from({ length: 502 }, () => 'Content-Type: image/png\r\n\r\nx'),
    );

    expect(await mailWith(mixed, parts)).toMatchObject({ readable: true, attachmentsLeftOut: 2 });
  });
});
