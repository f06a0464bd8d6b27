import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

/** A client for objects and for links to them. */
export interface LinkedBucket {
  readonly sdk: typeof import('@aws-sdk/client-s3');
  readonly client: S3Client;
  readonly sign: typeof import('@aws-sdk/s3-request-presigner').getSignedUrl;
}

/** Loaded at the first file. Without checksums of its own: it would sign that of an empty body into a link. */
export async function connectBucket(settings: S3ClientConfig): Promise<LinkedBucket> {
  const [sdk, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]);
  const client = new sdk.S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', ...settings });
  return { sdk, client, sign: getSignedUrl };
}

/** How long a link to a file may be followed: as long as a change of rights takes elsewhere. */
export const downloadSeconds = 60;
