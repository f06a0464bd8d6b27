import type { Queues, StoredObject } from './contracts.ts';
import { localAccount, localRegion } from './template/aws-names.ts';
import type { BucketNotification } from './template/wiring.ts';

export interface BucketNotificationSettings {
  readonly notifications: readonly BucketNotification[];
  readonly queues: Queues;
  readonly now: () => number;
}

/** S3 tells the queues of a bucket that an object was created; the message is durable when this returns. */
export function notifyQueues(
  { notifications, queues, now }: BucketNotificationSettings,
  object: StoredObject,
): void {
  for (const { bucketName, queueName, prefix, suffix } of notifications) {
    if (bucketName !== object.bucket || !object.key.startsWith(prefix) || !object.key.endsWith(suffix))
      continue;
    queues.send(queueName, { body: JSON.stringify({ Records: [toRecord(object, now())] }) });
  }
}

function toRecord(object: StoredObject, atMs: number): Record<string, unknown> {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: localRegion,
    eventTime: new Date(atMs).toISOString(),
    eventName: 'ObjectCreated:Put',
    userIdentity: { principalId: `AWS:${localAccount}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': object.sequencer, 'x-amz-id-2': object.sequencer },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: {
        name: object.bucket,
        ownerIdentity: { principalId: localAccount },
        arn: `arn:aws:s3:::${object.bucket}`,
      },
      object: {
        key: urlEncoded(object.key),
        size: object.sizeBytes,
        eTag: object.eTag,
        sequencer: object.sequencer,
      },
    },
  };
}

/** As S3 writes keys in events: form encoding, but slashes stay. */
const urlEncoded = (key: string): string =>
  key
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%20', '+'))
    .join('/');
