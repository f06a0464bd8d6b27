import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { InboundMail } from '#events/contracts/inbound-mail.ts';
import { ObjectNotice } from '#events/contracts/object-notice.ts';
import { ingestMails } from '#functions/reactions/ingest/ingest-mails.ts';
import { readMail } from '#functions/reactions/ingest/read-mail.ts';
import { queueMails } from '#functions/reactions/mail-arrived/queue-mails.ts';
import { openAccount } from '#infra/open-account.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { consume } from '#shared/lambda/consume.ts';
import { openFiles } from '#shared/messaging/message-files.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { openRawMails } from '#shared/messaging/raw-mails.ts';
import { sendMessagesTo } from '#shared/messaging/send-messages.ts';
import * as keys from '#shared/persistence/keys.ts';
import { openTicketDesk } from '#shared/persistence/open-ticket-desk.ts';
import { put, update } from '#shared/persistence/write.ts';
import { aQueue } from '#test/integration/local-services/settings-for-tests.ts';
import { aDepartment } from '#test/support/builders.ts';
import { startTable } from '#test/support/table.ts';
import { aMailbox } from '#test/unit/shared/domain/inbound/mails.ts';

type Sources = Account['sourceById'] extends ReadonlyMap<string, infer Source> ? readonly Source[] : never;

/** Table, buckets and queue as they are deployed, with a department `Sales` and its mailbox. */
export async function startMailSystem(
  sources: Sources = [aMailbox('src_help', { maxAttachmentMegabytes: 1 })],
) {
  const started = await startTable({ buckets: ['raw', 'files'], queues: [aQueue('inbound.fifo')] });
  const { name, keyId, environment, table, clock } = started;
  const sqs = environment['AWS_ENDPOINT_URL_SQS'] ?? '';
  const settings = { tableName: name, attachmentBucket: 'files', dueShards: 4 };
  Object.assign(process.env, environment, {
    TABLE_NAME: name,
    RAW_MAIL_BUCKET: 'raw',
    ATTACHMENT_BUCKET: 'files',
    INBOUND_QUEUE_URL: `${sqs}/000000000000/inbound.fifo`,
    DATA_KEY_ID: keyId,
    PUBLIC_URL: 'https://desk.example',
    STAGE: 'local',
  });
  Reflect.set(globalThis, Symbol.for('smista.clock'), clock.now);
  await openAccount({ tableName: name, keyId, environment, ownerKey: 'owner-key-of-the-test' });
  await configure([
    put(keys.configured('DEPARTMENT', 'dep_sales'), 'department', { data: aDepartment('dep_sales') }),
    ...sources.map((source) => put(keys.configured('SOURCE', source.id), 'source', { data: source })),
  ]);
  const desk = openTicketDesk(settings);
  const s3 = new S3Client({});
  const queue = new SQSClient({});
  const QueueUrl = process.env['INBOUND_QUEUE_URL'] ?? '';
  // As their functions are joined, but anew for every table.
  const objects = openObjectStore();
  const inboundDesk = {
    ...desk,
    rawMails: openRawMails(objects),
    files: openFiles(objects, 'files'),
    readMail,
  };
  const ingest = consume(InboundMail, ingestMails, () => inboundDesk);
  const arrivals = { objects, toInbound: sendMessagesTo(queue, QueueUrl) };
  const mailArrived = consume(ObjectNotice, queueMails, () => arrivals);

  async function configure(writes: Parameters<typeof table.commit>[0]) {
    const rise = update(keys.configurationVersion, { add: [[['data', 'version'], 1]] });
    await table.commit([...writes, rise]);
  }

  async function store(key: string, mail: string | Uint8Array, metadata: Record<string, string> = {}) {
    await s3.send(new PutObjectCommand({ Bucket: 'raw', Key: key, Body: mail, Metadata: metadata }));
  }

  async function readFile(id: string): Promise<Uint8Array | undefined> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'files', Key: `files/${id}` }));
    return Body?.transformToByteArray();
  }

  /** What `ingest` is given for a stored mail. */
  const message = (key: string) => ({
    version: 1,
    kind: 'mail',
    bucket: 'raw',
    key,
    receivedAt: toInstant(clock.now()),
  });

  /** Stores a mail and takes it in, so many times at once. */
  async function deliver(key: string, mail: string | Uint8Array, times = 1) {
    await store(key, mail);
    const calls = Array.from({ length: times }, () => ingest(aQueueEvent([message(key)])));
    return (await Promise.all(calls)).flatMap((answer) => answer.batchItemFailures);
  }

  /** The way through the queues: the notice of a new object, the FIFO queue, `ingest`. */
  async function passOn(notice: unknown): Promise<number> {
    const failed = await mailArrived(aQueueEvent([notice]));
    if (failed.batchItemFailures.length > 0) throw new Error('the notice was not taken');
    let taken = 0;
    for (;;) {
      const { Messages = [] } = await queue.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) return taken;
      await ingest(aQueueEvent(Messages.map(({ Body = '' }) => JSON.parse(Body))));
      for (const { ReceiptHandle } of Messages)
        await queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      taken += Messages.length;
    }
  }

  async function tickets(): Promise<Ticket[]> {
    const found: Ticket[] = [];
    for (const value of ['dep_default', 'dep_sales']) {
      const entries = await desk.index.list(
        { by: 'department', value },
        { sort: 'createdAt', backward: false, limit: 100, after: undefined },
      );
      found.push(...(await desk.index.getMany(entries.map(({ ticketId }) => ticketId))).values());
    }
    return found;
  }

  const messagesOf = async ({ id }: Pick<Ticket, 'id'>): Promise<readonly Message[]> =>
    (await desk.tickets.listMessages(id, { limit: 100, after: undefined })).items;

  /** The only ticket, with its messages. */
  async function only() {
    const [ticket, ...others] = await tickets();
    if (ticket === undefined || others.length > 0) throw new Error(`${others.length + 1} tickets`);
    return { ticket, messages: await messagesOf(ticket) };
  }

  return { ...started, desk, configure, store, readFile, deliver, passOn, tickets, messagesOf, only };
}

export type MailSystem = Awaited<ReturnType<typeof startMailSystem>>;

export function aQueueEvent(bodies: readonly unknown[]): SQSEvent {
  const toRecord = (body: unknown, at: number) => ({
    messageId: `message-${at}`,
    receiptHandle: `receipt-${at}`,
    body: JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1795262400000',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '1795262400000',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-local-1:000000000000:queue',
    awsRegion: 'eu-local-1',
  });
  return { Records: bodies.map(toRecord) satisfies SQSRecord[] };
}
