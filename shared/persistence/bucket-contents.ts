import type { Contents } from './content-store.ts';

/** Long texts in a bucket. The client is loaded at the first long text: most instances never meet one. */
export function openBucketContents(bucket: string): Contents {
  let client: Promise<Connected> | undefined;
  const connected = () => {
    client ??= connect();
    return client;
  };
  return {
    put: async (key, json) => {
      const { s3, sdk } = await connected();
      const object = { Bucket: bucket, Key: key, Body: json, ContentType: 'application/json' };
      await s3.send(new sdk.PutObjectCommand(object));
    },
    get: async (key) => {
      const { s3, sdk } = await connected();
      const { Body } = await s3.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key }));
      if (Body === undefined) throw new Error(`the text ${key} has no content`);
      return Body.transformToString();
    },
  };
}

type Connected = Awaited<ReturnType<typeof connect>>;

async function connect() {
  const sdk = await import('@aws-sdk/client-s3');
  return { s3: new sdk.S3Client({}), sdk };
}
