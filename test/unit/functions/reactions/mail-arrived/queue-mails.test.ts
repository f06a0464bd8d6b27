import { describe, expect, it } from 'vitest';
import { ObjectNotice } from '#events/contracts/object-notice.ts';
import { queueMails } from '#functions/reactions/mail-arrived/queue-mails.ts';
import type { QueueMessage } from '#shared/messaging/queue-messages.ts';

const noticeOf = (key: string, changes = {}) => ({
  eventSource: 'aws:s3',
  eventName: 'ObjectCreated:Put',
  eventTime: '2026-11-21T12:00:00.000Z',
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: 'raw', arn: 'arn:aws:s3:::raw' },
    object: { key, size: 10, eTag: 'tag', sequencer: '01' },
  },
  ...changes,
});

async function queued(
  notice: unknown,
  mails: Readonly<Record<string, string>>,
): Promise<readonly QueueMessage[]> {
  const sent: QueueMessage[] = [];
  await queueMails(ObjectNotice.parse(notice), {
    objects: {
      find: async ({ key }) => {
        const mail = mails[key];
        return mail === undefined ? undefined : { bytes: Buffer.from(mail), metadata: {} };
      },
    },
    toInbound: async (messages) => {
      sent.push(...messages);
    },
  });
  return sent;
}

const from = (address: string) => `From: ${address}\r\nSubject: x\r\n\r\nx`;

describe('queueMails', () => {
  it('queues a mail in the lane of its sender, with the key as it is', async () => {
    const records = ['a', 'in%2Ffolder/b+c%2B'].map((key) => noticeOf(key));

    const [one, other] = await queued(
      { Records: records },
      { a: from('Ada <ada@example.com>'), 'in/folder/b c+': from('ADA@example.com') },
    );

    expect(one?.body).toEqual({
      version: 1,
      kind: 'mail',
      bucket: 'raw',
      key: 'a',
      receivedAt: '2026-11-21T12:00:00.000Z',
    });
    expect(other?.body).toMatchObject({ key: 'in/folder/b c+' });
    expect(other?.groupId).toBe(one?.groupId);
    expect(other?.deduplicationId).not.toBe(one?.deduplicationId);
  });

  it('gives every mail without a sender a lane of its own', async () => {
    const [one, other] = await queued({ Records: [noticeOf('a'), noticeOf('b')] }, { a: from('<>'), b: '' });

    expect(one?.groupId).not.toBe(other?.groupId);
  });

  it('names the same object alike and another under the same key not', async () => {
    const mails = { a: from('ada@example.com') };
    const again = { bucket: { name: 'raw' }, object: { key: 'a', eTag: 'tag', sequencer: '02' } };

    const [one] = await queued({ Records: [noticeOf('a')] }, mails);
    const [repeat, later] = await queued({ Records: [noticeOf('a'), noticeOf('a', { s3: again })] }, mails);

    expect(repeat?.deduplicationId).toBe(one?.deduplicationId);
    expect(later?.deduplicationId).not.toBe(one?.deduplicationId);
  });

  it.each([
    ['the notice of a new rule', { Records: [noticeOf('AMAZON_SES_SETUP_NOTIFICATION')] }],
    ['a removal', { Records: [noticeOf('a', { eventName: 'ObjectRemoved:Delete' })] }],
    ['the test message of S3', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'raw' }],
  ])('ignores %s', async (_name, notice) => {
    expect(await queued(notice, {})).toEqual([]);
  });

  it('fails, to be tried again, when the object is not there yet', async () => {
    await expect(queued({ Records: [noticeOf('late')] }, {})).rejects.toThrow('not there yet');
  });

  it('refuses a key that is no escaped text', () => {
    expect(ObjectNotice.safeParse({ Records: [noticeOf('%E0%A4%A')] }).success).toBe(false);
  });
});
