import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { arn, fromQueue, queue } from './small-app.ts';
import { seen, start } from './start-small.ts';

const parts = {
  functions: {
    Arrived: {
      source: `export const handler = async ({ Records }) => { for (const record of Records) for (const { s3 } of JSON.parse(record.body).Records ?? []) await send(process.env.SEEN_URL, [s3.bucket.name, s3.object.key, s3.object.size]); };`,
    },
  },
  resources: {
    Arrivals: queue(),
    FromArrivals: fromQueue('Arrivals', 'Arrived'),
    Mail: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'mail',
        NotificationConfiguration: {
          QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arn('Arrivals') }],
        },
      },
    },
  },
};

type Seen = [bucket: string, key: string, size: number];

describe('mail in', () => {
  it('is stored as SES stores it before it is accepted', async () => {
    const platform = await start(parts);
    const transport = createTransport({ host: '127.0.0.1', port: platform.smtpPort, ignoreTLS: true });

    const { response } = await transport.sendMail({
      envelope: { from: 'ada@example.com', to: ['one@desk.test', 'two@desk.test'] },
      raw: 'Subject: Hello\r\n\r\n.leading dot\r\n',
    });

    expect(response).toMatch(/^250 /);
    await platform.settle();
    const [[bucket, key, size]] = seen(platform) as [Seen];
    const stored = await platform.services.objects.get(bucket, key);
    expect(Buffer.from(stored?.bytes ?? []).toString()).toBe(
      'Return-Path: <ada@example.com>\r\nDelivered-To: one@desk.test\r\nDelivered-To: two@desk.test\r\n' +
        'Subject: Hello\r\n\r\n.leading dot\r\n',
    );
    expect(size).toBe(stored?.bytes.length);
  });

  it('takes 16 connections with many mails each, and each mail once', async () => {
    const platform = await start(parts);
    const transport = createTransport({
      pool: true,
      maxConnections: 16,
      maxMessages: 1000,
      host: '127.0.0.1',
      port: platform.smtpPort,
      ignoreTLS: true,
    });
    const mails = Array.from({ length: 400 }, (_, n) => ({
      from: 'ada@example.com',
      to: `box${n}@desk.test`,
      subject: `Ü ${n}`,
      text: 'x',
    }));

    await Promise.all(mails.map((mail) => transport.sendMail(mail)));

    transport.close();
    await platform.settle();
    const keys = (seen(platform) as Seen[]).map(([, key]) => key);
    expect(new Set(keys).size).toBe(400);
    expect(keys).toHaveLength(400);
  });

  it('refuses a mail over 40 MB with 552, said before or noticed after', async () => {
    const platform = await start(parts);
    const lines: string[] = [];
    const socket = connect(platform.smtpPort, '127.0.0.1');
    const reply = () =>
      new Promise<string>((resolve) => {
        socket.once('data', (chunk) => {
          lines.push(chunk.toString());
          resolve(chunk.toString());
        });
      });
    const say = async (line: string) => {
      const answer = reply();
      socket.write(`${line}\r\n`);
      return answer;
    };
    await reply();
    expect(await say('EHLO test')).toMatch(/SIZE 41943040/);
    expect(lines.join('')).toMatch(/SMTPUTF8/);
    expect(lines.join('')).toMatch(/8BITMIME/);
    expect(await say('MAIL FROM:<a@example.com> SIZE=41943041')).toMatch(/^552 /);
    expect(await say('MAIL FROM:<>')).toMatch(/^250 /);
    expect(await say('RCPT TO:<b@desk.test>')).toMatch(/^250 /);
    expect(await say('DATA')).toMatch(/^354 /);
    const answer = reply();
    for (let megabyte = 0; megabyte < 41; megabyte += 1) socket.write(`${'x'.repeat(1022)}\r\n`.repeat(1024));
    socket.write('.\r\n');
    expect(await answer).toMatch(/^552 /);
    socket.destroy();
    await platform.settle();
    expect(seen(platform)).toEqual([]);
  });

  it('can be stored without SMTP, with a key that has to be encoded', async () => {
    const platform = await start(parts);
    const key = 'a b/ü+%';

    const put = await fetch(`${platform.url}/_local/objects/inbound/${encodeURIComponent(key)}`, {
      method: 'PUT',
      body: 'To: x',
    });

    expect(put.status).toBe(200);
    await platform.settle();
    expect(seen(platform)).toEqual([['mail', 'a+b/%C3%BC%2B%25', 5]]);
    expect(await platform.services.objects.get('mail', key)).toBeDefined();
  });
});
