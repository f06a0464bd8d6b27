import { createHash } from 'node:crypto';
import type { InboundMail } from '#events/contracts/inbound-mail.ts';
import type { CreatedObject, ObjectNotice } from '#events/contracts/object-notice.ts';
import { readHeaders } from '#shared/channels/email/read-headers.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import type { ObjectStore } from '#shared/messaging/object-store.ts';
import type { QueueMessage, SendMessages } from '#shared/messaging/queue-messages.ts';

export interface ArrivalsDesk {
  readonly objects: Pick<ObjectStore, 'find'>;
  readonly toInbound: SendMessages;
}

/** SES writes it into the bucket when a rule is saved. */
const setupNotice = 'AMAZON_SES_SETUP_NOTIFICATION';
/** The headers that name the sender lie within it, or nobody reads them. */
const headBytes = 65_536;

/**
 * Standard queue `mail-arrived`, S3 telling of new objects. Hearing twice is harmless: the same object goes under the
 * same deduplication id, and what slips through is one mail to `ingest` all the same.
 */
export async function queueMails({ Records }: ObjectNotice, desk: ArrivalsDesk): Promise<void> {
  const created = Records.filter(
    ({ eventName, s3 }) => eventName.startsWith('ObjectCreated:') && isMail(s3.object.key),
  );
  await desk.toInbound(await Promise.all(created.map((record) => toMessage(record, desk))));
}

const isMail = (key: string) => key.split('/').at(-1) !== setupNotice;

async function toMessage({ eventTime, s3 }: CreatedObject, desk: ArrivalsDesk): Promise<QueueMessage> {
  const place = { bucket: s3.bucket.name, key: s3.object.key };
  const head = await desk.objects.find(place, headBytes);
  if (head === undefined) throw new Error('the mail is not there yet');
  const body: InboundMail = {
    version: 1,
    kind: 'mail',
    ...place,
    receivedAt: toInstant(Date.parse(eventTime)),
  };
  const { key, sequencer, eTag } = s3.object;
  return {
    body,
    groupId: laneOf(head.bytes, key),
    deduplicationId: digestOf([place.bucket, key, sequencer, eTag]),
  };
}

/** Mails of one sender stay in order; one without a sender goes alone. Hashed, because SQS takes few letters. */
function laneOf(head: Uint8Array, key: string): string {
  const { address } = readHeaders(head).from;
  return digestOf([address === null ? `key ${key}` : `sender ${address.toLowerCase()}`]);
}

/** Of this very object: another mail under the same key has another sequencer. */
const digestOf = (parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');
