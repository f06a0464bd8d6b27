import { randomUUID } from 'node:crypto';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Downloads } from '#shared/lambda/csv.ts';
import { contentDisposition } from './content-disposition.ts';
import { connectBucket, downloadSeconds, type LinkedBucket } from './linked-bucket.ts';

interface DownloadSettings {
  readonly bucket: string;
  /** Epoch milliseconds: links end by this clock. */
  readonly now: () => number;
  readonly client?: S3ClientConfig;
}

/** Files that are too large for an answer; the bucket forgets them after a day. */
export function openDownloads({ bucket, now, client: settings = {} }: DownloadSettings): Downloads {
  let opened: Promise<LinkedBucket> | undefined;
  return {
    lay: async ({ name, type, bytes }) => {
      opened ??= connectBucket(settings);
      const { sdk, client, sign } = await opened;
      const place = { Bucket: bucket, Key: `downloads/${randomUUID()}` };
      await client.send(new sdk.PutObjectCommand({ ...place, Body: bytes, ContentType: type }));
      const saved = { ResponseContentDisposition: contentDisposition(name), ResponseContentType: type };
      const link = new sdk.GetObjectCommand({ ...place, ...saved });
      return sign(client, link, { expiresIn: downloadSeconds, signingDate: new Date(now()) });
    },
  };
}
