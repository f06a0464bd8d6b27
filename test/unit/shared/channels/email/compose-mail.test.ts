import { describe, expect, it } from 'vitest';
import { composeMail, type OutgoingMail, toPlusAddress } from '#shared/channels/email/compose-mail.ts';
import { parseMail } from '#shared/channels/email/parse-mail.ts';

const reply: OutgoingMail = {
  from: { address: 'help@example.org', name: 'Help desk' },
  to: [{ address: 'ada@example.com', name: 'Ada' }],
  cc: [],
  plusAddressing: true,
  ticket: { id: 'tkt_abcdefgh123', code: 'ABC-DEFGH-123' },
  id: 'msg_01',
  subject: 'Printer',
  text: 'Does it still smoke?',
  html: null,
  messageId: '<msg_01.ABC-DEFGH-123@example.org>',
  inReplyTo: '<one@example.com>',
  references: ['<zero@example.com>'],
  automatic: null,
  attachments: [],
  sentAt: '2024-01-01T09:00:00.000Z',
};

const compose = async (changes: Partial<OutgoingMail>) => {
  const raw = await composeMail({ ...reply, ...changes });
  return { raw: Buffer.from(raw).toString('latin1'), mail: await parseMail(raw) };
};

describe('composeMail', () => {
  it('writes a reply', async () => {
    const { mail } = await compose({});

    expect(mail).toMatchObject({
      from: { address: 'help@example.org', name: 'Help desk' },
      to: [{ address: 'ada@example.com', name: 'Ada' }],
      replyTo: [{ address: 'help+ABC-DEFGH-123@example.org', name: 'Help desk' }],
      subject: 'Re: Printer [ABC-DEFGH-123]',
      messageId: '<msg_01.ABC-DEFGH-123@example.org>',
      inReplyTo: ['<one@example.com>'],
      references: ['<zero@example.com>', '<one@example.com>'],
      sentAt: '2024-01-01T09:00:00.000Z',
      text: 'Does it still smoke?',
      automatic: { kind: 'none', reasons: [] },
    });
    expect(mail.headers).toEqual(
      expect.arrayContaining([
        { name: 'x-smista-ticket', value: 'tkt_abcdefgh123' },
        { name: 'x-smista-message', value: 'msg_01' },
      ]),
    );
  });

  it('gives the same bytes for the same mail', async () => {
    const withHtml = {
      html: '<p>x</p>',
      attachments: [{ name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a'), contentId: null }],
    };

    expect((await compose(withHtml)).raw).toBe((await compose(withHtml)).raw);
  });

  it.each([
    ['auto-replied', 'auto-reply'],
    ['auto-generated', 'auto-generated'],
  ] as const)('marks an automatic mail as %s', async (automatic, kind) => {
    const { mail, raw } = await compose({ automatic });

    expect(mail.automatic.kind).toBe(kind);
    expect(raw).toContain(`Auto-Submitted: ${automatic}\r\nX-Auto-Response-Suppress: All\r\n`);
  });

  it('leaves Reply-To out without plus addressing', async () => {
    expect((await compose({ plusAddressing: false })).mail.replyTo).toEqual([]);
  });

  it('carries HTML, pictures of it and files', async () => {
    const { mail } = await compose({
      html: '<p>See <img src="cid:logo@x"></p>',
      attachments: [
        { name: 'logo.png', type: 'image/png', bytes: Buffer.from([1, 2, 3]), contentId: 'logo@x' },
        { name: '../Grüße.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF\r\n\n'), contentId: null },
      ],
    });

    expect(mail.html).toContain('cid:logo@x');
    expect(mail.attachments).toMatchObject([
      { name: 'logo.png', inline: true, contentId: 'logo@x', sizeBytes: 3 },
      {
        name: 'Grüße.pdf',
        inline: false,
        type: 'application/pdf',
        bytes: new Uint8Array(Buffer.from('%PDF\r\n\n')),
      },
    ]);
  });

  it('keeps the first and the last references of a long thread', async () => {
    const references = Array.from({ length: 200 }, (_, index) => `<${index}@example.com>`);

    const { mail } = await compose({ references });

    expect(mail.references).toHaveLength(20);
    expect([mail.references[0], mail.references.at(-1)]).toEqual(['<0@example.com>', '<one@example.com>']);
  });

  const evil = 'x\r\nBcc: evil@example.net\r\n\r\ninjected\u2028Bcc: evil@example.net\0';

  it.each([
    ['subject', { subject: evil }],
    ['name of the sender', { from: { address: 'help@example.org', name: evil } }],
    ['name of a recipient', { to: [{ address: 'ada@example.com', name: evil }] }],
    ['Message-ID', { messageId: evil }],
    ['In-Reply-To', { inReplyTo: evil }],
    ['references', { references: [evil] }],
    ['ticket', { ticket: { id: evil, code: 'ABC-DEFGH-123' } }],
    ['id', { id: evil }],
    [
      'name of a file',
      { attachments: [{ name: evil, type: 'text/plain', bytes: Buffer.from(''), contentId: evil }] },
    ],
    ['type of a file', { attachments: [{ name: 'a', type: evil, bytes: Buffer.from(''), contentId: null }] }],
  ] satisfies [string, Partial<OutgoingMail>][])(
    'puts no header into the mail by the %s',
    async (_, changes) => {
      const { raw, mail } = await compose(changes);

      expect(raw).not.toMatch(/^bcc:/im);
      expect(raw).not.toMatch(/^injected/m);
      expect(mail.headers.map(({ name }) => name)).not.toContain('bcc');
      expect(mail.text).toBe('Does it still smoke?');
    },
  );

  it.each([
    'ada@example.com\r\nBcc: evil@example.net',
    'ada@example.com, evil@example.net',
    '',
    'ada',
    'a b@example.com',
    '<ada@example.com>',
  ])('refuses %j as an address', async (address) => {
    await expect(compose({ to: [{ address, name: null }] })).rejects.toThrow('plain address');
  });

  it('reads no file and fetches nothing for what the text names', async () => {
    const { mail } = await compose({
      html: '<img src="file:///etc/passwd"><img src="https://example.net/t.gif">',
    });

    expect(mail.attachments).toEqual([]);
    expect(mail.html).toContain('file:///etc/passwd');
  });
});

describe('toPlusAddress', () => {
  it('puts the code before the domain', () => {
    expect(toPlusAddress('help@example.org', 'ABC-DEFGH-123')).toBe('help+ABC-DEFGH-123@example.org');
  });
});
