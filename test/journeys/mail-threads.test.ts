import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Json } from '#test/support/client.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';

let journey: Journey;
let agent: Client;
let help: { id: string; mailbox: string };
beforeAll(async () => {
  journey = await startJourney();
  help = await journey.openDepartment('Help');
  ({ client: agent } = await journey.hire('Helper', { departments: { [help.id]: {} } }));
});
afterAll(() => journey.close());

const carl = 'Carl <carl@customer.example>';

/** A mail of Carl's that Helper has answered, and the mail that went out. */
async function answered(subject: string) {
  await journey.mailer.send({ from: carl, to: help.mailbox, subject, text: 'Question' });
  await journey.settle();
  const ticket = await journey.ticketAbout(subject);
  await agent.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'Answer' });
  await journey.settle();
  const answer = journey.mailsTo('carl@customer.example').at(-1);
  return { ticket, answer, messageId: answer?.headers['message-id'] ?? '' };
}

const messagesOf = (ticket: Json) => agent.list(`/v1/tickets/${ticket.id}/messages`);
const statusOf = async (ticket: Json) => (await agent.get(`/v1/tickets/${ticket.id}`)).status;

/** As a mail server reports that it could not deliver. */
const bounceOf = (messageId: string) =>
  [
    'From: MAILER-DAEMON@customer.example',
    `To: ${help.mailbox}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    '',
    'The mailbox is full.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    'Final-Recipient: rfc822; carl@customer.example',
    'Action: failed',
    'Status: 5.2.2',
    'Diagnostic-Code: smtp; 550 5.2.2 mailbox full',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${messageId}`,
    'Subject: Re',
    '',
    '--b--',
    '',
  ].join('\r\n');

describe('a customer’s mail', () => {
  it.each([
    [
      'In-Reply-To',
      ({ messageId }: { messageId: string }) => ({ inReplyTo: messageId, subject: 'Other words' }),
    ],
    [
      'References',
      ({ messageId }: { messageId: string }) => ({ references: [messageId], subject: 'Other words' }),
    ],
    [
      'the code in the subject',
      ({ ticket }: { ticket: Json }) => ({ subject: `AW: [${ticket.code}] Hello` }),
    ],
    [
      'the plus address',
      ({ ticket }: { ticket: Json }) => ({
        subject: 'Nothing',
        to: help.mailbox.replace('@', `+${ticket.code}@`),
      }),
    ],
  ])('finds its ticket by %s', async (name, reply) => {
    const conversation = await answered(`Thread by ${name}`);

    await journey.mailer.send({ from: carl, to: help.mailbox, text: 'More', ...reply(conversation) });
    await journey.settle();

    const messages = await messagesOf(conversation.ticket);
    expect(messages.map(({ type }) => type)).toEqual(['message', 'reply', 'message']);
    expect(await statusOf(conversation.ticket)).toBe('open');
  });

  it('finds its ticket by the address that the answer asks to reply to', async () => {
    const { ticket, answer } = await answered('Reply to the answer');
    const replyTo = answer?.headers['reply-to'] ?? answer?.from ?? '';

    await journey.mailer.send({ from: carl, to: replyTo, subject: 'Hm', text: 'More' });
    await journey.settle();

    expect(await messagesOf(ticket)).toHaveLength(3);
  });

  it('of a stranger who knows the code becomes a ticket of its own', async () => {
    const { ticket, messageId } = await answered('Private matter');

    await journey.mailer.send({
      from: 'Eve <eve@elsewhere.example>',
      to: help.mailbox.replace('@', `+${ticket.code}@`),
      subject: `Re: [${ticket.code}] by a stranger`,
      inReplyTo: messageId,
      text: 'Tell me everything',
    });
    await journey.settle();

    expect(await messagesOf(ticket)).toHaveLength(2);
    const [own] = (await journey.owner.list('/v1/tickets')).filter(({ subject }) =>
      subject.endsWith('by a stranger'),
    );
    expect(own.customer.email).toBe('eve@elsewhere.example');
  });

  it('to an address of no source becomes a ticket of the default department', async () => {
    await journey.mailer.send({ from: carl, to: 'nobody@desk.example', subject: 'Lost', text: 'Hello' });
    await journey.settle();

    expect(await journey.ticketAbout('Lost')).toMatchObject({
      departmentId: 'dep_default',
      tags: ['unknown-recipient'],
    });
  });

  it('sent again, or by another way, is one message', async () => {
    const mail = (received: string) =>
      [
        `Received: from ${received}`,
        'From: Carl <carl@customer.example>',
        `To: ${help.mailbox}`,
        'Cc: second@desk.example',
        'Subject: Only once',
        'Message-ID: <once@customer.example>',
        'Date: Mon, 02 Mar 2026 09:00:00 +0000',
        '',
        'Hello',
      ].join('\r\n');
    const send = (received: string, to: string) =>
      journey.mailer.sendRaw(mail(received), { from: 'carl@customer.example', to });

    await Promise.all(['one', 'one', 'one', 'two'].map((server) => send(server, help.mailbox)));
    await journey.settle();
    await send('three', 'second@desk.example');
    await journey.settle();

    expect(await messagesOf(await journey.ticketAbout('Only once'))).toHaveLength(1);
  });
});

describe('mail from machines', () => {
  it('is kept, and never answered automatically', async () => {
    const before = journey.platform.outbox.list().length;

    await journey.mailer.send({
      from: carl,
      to: help.mailbox,
      subject: 'Out of office',
      text: 'I am away',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await journey.settle();

    const ticket = await journey.ticketAbout('Out of office');
    expect(await messagesOf(ticket)).toMatchObject([{ automatic: expect.any(String) }]);
    expect(journey.platform.outbox.list()).toHaveLength(before);
  });

  it('that reports a failure marks the message that did not arrive', async () => {
    const { ticket, messageId } = await answered('To a full mailbox');

    await journey.mailer.sendRaw(bounceOf(messageId), { from: '', to: help.mailbox });
    await journey.settle();

    const messages = await messagesOf(ticket);
    expect(messages[1]).toMatchObject({
      type: 'reply',
      delivery: { state: 'failed', reason: expect.stringContaining('550') },
    });
    expect(messages).toHaveLength(3);
    expect(await statusOf(ticket)).toBe('answered');
    expect(journey.events(ticket.id).map(({ type }) => type)).toContain('message.deliveryChanged');
  });

  it('that is our own coming back makes nothing', async () => {
    const { ticket, answer } = await answered('Round and round');
    const before = await journey.owner.list('/v1/tickets?limit=100');

    await journey.mailer.sendRaw(answer?.raw ?? '', { from: 'carl@customer.example', to: help.mailbox });
    await journey.settle();

    expect(await journey.owner.list('/v1/tickets?limit=100')).toHaveLength(before.length);
    expect(await messagesOf(ticket)).toHaveLength(2);
  });
});

describe('mail that nobody can read', () => {
  it.each([
    ['nothing at all', ''],
    ['no headers', 'just words\r\nand more words\r\n'],
    ['broken MIME', 'From: a@customer.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--y\r\n'],
    ['bytes', Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 31) % 256))],
    ['many headers', `From: b@customer.example\r\n${'X-Long: 1\r\n'.repeat(20_000)}\r\nHello`],
  ])('is never dropped: %s', async (_, raw) => {
    const before = await journey.owner.list('/v1/tickets?limit=100');

    await journey.mailer.sendRaw(raw, { from: 'someone@customer.example', to: help.mailbox });
    await journey.settle();

    expect(await journey.owner.list('/v1/tickets?limit=100')).toHaveLength(before.length + 1);
    expect(await journey.visitor.get('/_local/dead-letters')).toEqual({ items: [] });
  });
});

const fixtures = process.env['SMISTA_FIXTURES'] ?? '';
describe.runIf(fixtures)('mails of the fixtures', () => {
  it('all become messages, each of them once', async () => {
    const folder = join(fixtures, 'mail');
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    const countMessages = async () => {
      const tickets = await journey.owner.list('/v1/tickets?limit=100');
      const counts = await Promise.all(
        tickets.map(async (ticket) => (await journey.owner.list(`/v1/tickets/${ticket.id}/messages`)).length),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    };
    const before = await countMessages();

    for (let time = 0; time < 2; time++) {
      for (const file of files) {
        const raw = readFileSync(join(folder, file));
        await journey.mailer.sendRaw(raw, { from: 'sender@customer.example', to: help.mailbox });
      }
    }
    await journey.settle();

    expect((await countMessages()) - before).toBe(files.length);
    expect(await journey.visitor.get('/_local/dead-letters')).toEqual({ items: [] });
  });
});
