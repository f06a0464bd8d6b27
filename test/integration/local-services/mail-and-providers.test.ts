import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { captureFetch } from '#infra/local/services/captured-fetch.ts';
import { aFolder, startForTest } from './services-for-tests.ts';
import { aClock, clientSettings } from './settings-for-tests.ts';

const raw = [
  'From: Support <support@company.example>',
  'To: Ada <ada@customer.example>',
  'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
  'Auto-Submitted: auto-replied',
  'X-Smista-Ticket: tkt_1',
  'X-Smista-Message: msg_1',
  '',
  'Hello Ada',
].join('\r\n');

const rawMail = (recipient = 'ada@customer.example') =>
  new SendEmailCommand({
    Content: { Raw: { Data: Buffer.from(raw) } },
    Destination: { ToAddresses: [recipient] },
  });

async function startMail() {
  const services = await startForTest({ clock: aClock(Date.parse('2030-01-01T00:00:00.000Z')) });
  return { outbox: services.outbox, services, client: new SESv2Client(clientSettings(services, 'SESV2')) };
}

describe('mail through SES', () => {
  it('is kept and read, and answered with an id', async () => {
    const { outbox, client } = await startMail();

    const { MessageId } = await client.send(rawMail());

    expect(MessageId).toMatch(/^[0-9a-f-]{30,}$/);
    expect(outbox.list()).toMatchObject([
      {
        kind: 'mail',
        at: '2030-01-01T00:00:00.000Z',
        ticketId: 'tkt_1',
        messageId: 'msg_1',
        status: 200,
        mail: {
          from: 'support@company.example',
          to: ['ada@customer.example'],
          bcc: [],
          subject: 'Grüße',
          text: expect.stringContaining('Hello Ada') as string,
          html: null,
          raw,
          automatic: true,
        },
      },
    ]);
  });

  it('names recipients of the envelope alone as blind copies', async () => {
    const { outbox, client } = await startMail();

    await client.send(rawMail('hidden@customer.example'));

    expect(outbox.list()[0]?.mail?.bcc).toEqual(['hidden@customer.example']);
  });

  it('may be given in parts', async () => {
    const { outbox, client } = await startMail();
    const command = new SendEmailCommand({
      FromEmailAddress: 'Support <support@company.example>',
      Destination: { ToAddresses: ['ada@customer.example'], BccAddresses: ['archive@company.example'] },
      Content: {
        Simple: {
          Subject: { Data: 'Grüße' },
          Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } },
          Headers: [{ Name: 'X-Smista-Ticket', Value: 'tkt_2' }],
        },
      },
    });

    await client.send(command);

    expect(outbox.list()).toMatchObject([
      { ticketId: 'tkt_2', messageId: null, mail: { subject: 'Grüße', bcc: ['archive@company.example'] } },
    ]);
    expect(outbox.list()[0]?.mail).toMatchObject({ automatic: false, html: '<p>html</p>\n' });
  });

  it.each([
    [400, 'MessageRejected'],
    [429, 'TooManyRequestsException'],
    [500, 'InternalServiceErrorException'],
  ])('fails with status %i when told so for a recipient, as often as told', async (status, name) => {
    const { outbox, client } = await startMail();
    outbox.answer({ urlContains: 'ada@', status, times: 1 });

    await expect(client.send(rawMail())).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status },
    });
    await expect(client.send(rawMail())).resolves.toHaveProperty('MessageId');
    expect(outbox.list().map((item) => item.status)).toEqual([200, status]);
  });

  it('breaks the connection when told status 0', async () => {
    const { outbox, client } = await startMail();
    outbox.answer({ urlContains: 'ada@', status: 0, times: 1 });

    await expect(client.send(rawMail())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(outbox.list()[0]?.status).toBe(0);
  });

  it('refuses a mail without content', async () => {
    const { outbox, client } = await startMail();

    const empty = new SendEmailCommand({ Content: {}, Destination: { ToAddresses: ['a@b.example'] } });

    await expect(client.send(empty)).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(outbox.list()).toEqual([]);
  });
});

describe('a captured fetch', () => {
  async function startFetch() {
    const services = await startForTest();
    return { ...services, fetch: captureFetch(services.environment['SMISTA_EGRESS_URL']!) };
  }

  it('shows the request as it was sent, and is answered as the provider would', async () => {
    const { outbox, fetch } = await startFetch();
    const url = 'https://api.mailgun.net/v3/mg.company.example/messages?x=1';

    const answer = await fetch(url, {
      method: 'POST',
      headers: { Authorization: 'Basic abc', 'X-Smista-Ticket': 'tkt_1' },
      body: new URLSearchParams({ to: 'ada@customer.example', text: 'é' }),
    });

    expect(await answer.json()).toMatchObject({ message: 'Queued. Thank you.' });
    expect(answer.url).toBe(url);
    expect(outbox.list()).toMatchObject([
      {
        kind: 'http',
        ticketId: 'tkt_1',
        messageId: null,
        status: 200,
        request: {
          method: 'POST',
          url,
          headers: { authorization: 'Basic abc', 'content-type': expect.stringContaining('form') as string },
          body: 'to=ada%40customer.example&text=%C3%A9',
        },
      },
    ]);
  });

  it('is answered as told, headers too, then as usual again', async () => {
    const { outbox, fetch } = await startFetch();
    const send = () => fetch('https://api.telegram.org/bot1/sendMessage', { method: 'POST', body: '{}' });
    outbox.answer({
      urlContains: 'telegram',
      status: 429,
      headers: { 'retry-after': '7' },
      body: '{"ok":false}',
      times: 1,
    });

    const told = await send();
    const usual = await send();

    expect([told.status, told.headers.get('retry-after'), await told.text()]).toEqual([
      429,
      '7',
      '{"ok":false}',
    ]);
    expect(await usual.json()).toMatchObject({ ok: true });
  });

  it('fails like a broken connection when told status 0, until answers are forgotten', async () => {
    const { outbox, fetch } = await startFetch();
    outbox.answer({ urlContains: 'viber', status: 0, times: 5 });

    await expect(fetch('https://chatapi.viber.com/pa/send_message', { method: 'POST' })).rejects.toThrow();
    outbox.forgetAnswers();
    const answer = await fetch('https://chatapi.viber.com/pa/send_message', { method: 'POST' });

    expect(await answer.json()).toMatchObject({ status: 0, status_message: 'ok' });
  });

  it('lets requests to this machine pass', async () => {
    const { outbox, fetch, environment } = await startFetch();

    const answer = await fetch(`${environment['AWS_ENDPOINT_URL_S3']}/absent/key`);

    expect(answer.status).toBe(404);
    expect(outbox.list()).toEqual([]);
  });

  it('is remembered over a restart, newest first', async () => {
    const dataFolder = aFolder();
    const before = await startForTest({ dataFolder });
    const fetch = captureFetch(before.environment['SMISTA_EGRESS_URL']!);
    for (const n of [1, 2]) await fetch(`https://example.com/${n}`);
    await before.close();

    const after = await startForTest({ dataFolder });

    expect(after.outbox.list().map(({ request }) => request?.url)).toEqual([
      'https://example.com/2',
      'https://example.com/1',
    ]);
  });
});
