import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { FileVault } from '#shared/domain/attachment/attachment-ports.ts';
import { contentDisposition } from './content-disposition.ts';
import { connectBucket, downloadSeconds, type LinkedBucket } from './linked-bucket.ts';
import { fileKey } from './message-files.ts';

/** What nobody took is deleted by the bucket after some days. */
const uploadKey = (id: string) => `uploads/${id}`;

const uploadSeconds = 3_600;
/** What tells all types that files show. */
const sniffedBytes = 4_100;

interface VaultSettings {
  readonly bucket: string;
  /** Epoch milliseconds: links end by this clock. */
  readonly now: () => number;
  readonly client?: S3ClientConfig;
}

/** The client loads at the first file: most requests never touch one. */
export function openFileVault({ bucket, now, client: settings = {} }: VaultSettings): FileVault {
  let opened: Promise<LinkedBucket> | undefined;
  const connected = () => (opened ??= connectBucket(settings));
  const signing = (expiresIn: number) => ({ expiresIn, signingDate: new Date(now()) });
  return {
    linkForUpload: async ({ id, type, sizeBytes }) => {
      const { sdk, client, sign } = await connected();
      const object = { Bucket: bucket, Key: uploadKey(id), ContentType: type, ContentLength: sizeBytes };
      const signableHeaders = new Set(['host', 'content-type', 'content-length']);
      const url = await sign(client, new sdk.PutObjectCommand(object), {
        ...signing(uploadSeconds),
        signableHeaders,
      });
      return { method: 'PUT', url, headers: { 'content-type': type } };
    },
    take: async (id) => {
      const { sdk, client } = await connected();
      const source = `${bucket}/${uploadKey(id)}`;
      const copy = new sdk.CopyObjectCommand({ Bucket: bucket, Key: fileKey(id), CopySource: source });
      if ((await client.send(copy).catch(absent)) === undefined) return undefined;
      const range = `bytes=0-${sniffedBytes - 1}`;
      const read = new sdk.GetObjectCommand({ Bucket: bucket, Key: fileKey(id), Range: range });
      const { Body, ContentRange, ContentLength = 0 } = await client.send(read);
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const total = /\/(\d+)$/.exec(ContentRange ?? '')?.[1];
      return {
        sizeBytes: total === undefined ? ContentLength : Number(total),
        firstBytes: bytes.subarray(0, sniffedBytes),
      };
    },
    linkForDownload: async (id, { name, type }) => {
      const { sdk, client, sign } = await connected();
      const object = {
        Bucket: bucket,
        Key: fileKey(id),
        ResponseContentDisposition: contentDisposition(name),
        ResponseContentType: type,
      };
      return sign(client, new sdk.GetObjectCommand(object), signing(downloadSeconds));
    },
  };
}

/** Who may not list a bucket is told that an absent object is forbidden. */
const absences = new Set(['NoSuchKey', 'NotFound', 'AccessDenied']);

function absent(error: unknown): undefined {
  if (error instanceof Error && absences.has(error.name)) return undefined;
  throw error;
}
