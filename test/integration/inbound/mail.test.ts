import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MailSystem, startMailSystem } from './mail-system.ts';
import { rawMail, rawMailWithFile } from './raw-mail.ts';

let system: MailSystem;
beforeEach(async () => {
  system = await startMailSystem();
});
afterEach(() => system.close());

describe('a mail', () => {
  it('becomes a ticket of its source’s department with one message', async () => {
    await system.deliver('one', rawMail({ to: 'help@desk.example, Bob <bob@customer.example>' }));

    const { ticket, messages } = await system.only();
    expect(ticket).toMatchObject({
      subject: 'Printer on fire',
      status: 'new',
      channel: 'email',
      sourceId: 'src_help',
      departmentId: 'dep_sales',
      customer: { name: 'Ada', email: 'ada@customer.example' },
      recipients: ['bob@customer.example'],
      messageCount: 1,
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      body: 'It burns.',
      author: { kind: 'customer', id: ticket.customer.id, name: 'Ada' },
      mailMessageId: '<one@customer.example>',
      externalId: 'one',
      raw: { bucket: 'raw', key: 'one' },
      remarks: [],
      automatic: null,
    });
  });

  it('is one message of one ticket, however often and at once it comes', async () => {
    const failures = await system.deliver('one', rawMail(), 5);
    await system.deliver('again', rawMail());

    expect(failures).toEqual([]);
    expect((await system.only()).messages).toHaveLength(1);
  });

  it('is known without a Message-ID by its bytes', async () => {
    await system.deliver('one', rawMail({ messageId: null }), 3);
    await system.deliver('two', rawMail({ messageId: null, body: 'It still burns.' }));

    expect(await system.tickets()).toHaveLength(2);
  });

  it('is kept beside another one under the same Message-ID, and flagged', async () => {
    await system.deliver('one', rawMail());
    await system.deliver('two', rawMail({ body: 'Something else.' }), 2);

    const tickets = await system.tickets();
    const remarks = (await Promise.all(tickets.map(system.messagesOf)))
      .flat()
      .flatMap((message) => message.remarks);
    expect(tickets).toHaveLength(2);
    expect(remarks).toEqual(['Another mail came with the same Message-ID and other content.']);
  });

  it('for no address of ours goes to the default department under a tag', async () => {
    await system.deliver('one', rawMail({ to: 'nobody@desk.example' }));

    expect((await system.only()).ticket).toMatchObject({
      departmentId: 'dep_default',
      tags: ['unknown-recipient'],
    });
  });

  it('finds or makes one customer, however many come at once', async () => {
    const mails = Array.from({ length: 8 }, (_, at) => rawMail({ messageId: `<${at}@customer.example>` }));

    await Promise.all(mails.map((mail, at) => system.deliver(`mail-${at}`, mail)));

    const tickets = await system.tickets();
    expect(tickets).toHaveLength(8);
    expect(new Set(tickets.map((ticket) => ticket.customer.id)).size).toBe(1);
  });

  it.each([
    { name: 'nothing', mail: '' },
    { name: 'no headers', mail: 'just a line\r\n\r\nand another' },
    {
      name: 'bytes of anything',
      mail: Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256)),
    },
  ])('that is $name is kept whole and says that it could not be read', async ({ mail }) => {
    const failures = await system.deliver('one', mail, 2);

    const { ticket, messages } = await system.only();
    expect(failures).toEqual([]);
    expect(ticket.customer.email).toBeNull();
    expect(messages[0]?.remarks[0]).toMatch(/could not be read/);
    expect(messages[0]?.raw).toEqual({ bucket: 'raw', key: 'one' });
  });

  it('comes again as long as its object is not there', async () => {
    const notice = { Records: [aNotice('late')] };

    await expect(system.passOn(notice)).rejects.toThrow('not taken');
    await system.store('late', rawMail());

    expect(await system.passOn(notice)).toBe(1);
    expect(await system.passOn(notice)).toBe(0);
    expect((await system.only()).ticket.createdAt).toBe('2026-11-21T12:00:00.000Z');
  });
});

const aNotice = (key: string) => ({
  eventName: 'ObjectCreated:Put',
  eventTime: '2026-11-21T11:59:30.000Z',
  s3: { bucket: { name: 'raw' }, object: { key, eTag: 'tag', sequencer: '01' } },
});

describe('an attachment', () => {
  it('is stored under an id that nobody guesses', async () => {
    await system.deliver('one', rawMailWithFile(10));

    const [attachment] = (await system.only()).messages[0]?.attachments ?? [];
    expect(attachment).toMatchObject({ name: 'list.csv', type: 'text/csv', state: 'stored' });
    expect(attachment?.id.length).toBeGreaterThan(40);
    expect(Buffer.from((await system.readFile(attachment?.id ?? '')) ?? []).toString()).toContain(
      'xxxxxxxxxx',
    );
  });

  it('over the source’s limit is left out, and the message says so', async () => {
    await system.deliver('one', rawMailWithFile(1024 * 1024 + 1));

    const [message] = (await system.only()).messages;
    expect(message?.attachments[0]?.state).toBe('left-out');
    expect(message?.remarks).toEqual(['"list.csv" (1.0 MB) was left out: it is too large.']);
    await expect(system.readFile(message?.attachments[0]?.id ?? '')).rejects.toThrow();
  });

  it('of a mail with a virus is blocked and has no object', async () => {
    await system.deliver(
      'one',
      rawMailWithFile(10, ['X-SES-Virus-Verdict: FAIL', 'X-SES-Spam-Verdict: FAIL']),
    );

    const { ticket, messages } = await system.only();
    expect(ticket).toMatchObject({ status: 'spam', tags: [], clocks: [] });
    expect(messages[0]?.attachments[0]?.state).toBe('blocked');
    await expect(system.readFile(messages[0]?.attachments[0]?.id ?? '')).rejects.toThrow();
  });
});
