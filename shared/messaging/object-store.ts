import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

export interface StoredBytes {
  readonly bytes: Uint8Array;
  /** What was said beside it; names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

interface NewBytes {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Any text: it travels escaped, because headers carry ASCII alone. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/** Objects that are whole and durable once they are put. */
export interface ObjectStore {
  put(place: ObjectPlace, content: NewBytes): Promise<void>;
  /** Also what is not there. */
  remove(place: ObjectPlace): Promise<void>;
  /** @param firstBytes so many from the start are enough. */
  find(place: ObjectPlace, firstBytes?: number): Promise<StoredBytes | undefined>;
}

/** A lost packet must not cost the whole time of a function; an upload of 40 MB has to fit in. */
const patience = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} satisfies S3ClientConfig;

/** The client loads at the first use: most requests never touch an object. */
export function openObjectStore(settings: S3ClientConfig = {}): ObjectStore {
  let opened: Promise<{ sdk: typeof import('@aws-sdk/client-s3'); client: S3Client }> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    return { sdk, client: new sdk.S3Client({ ...patience, ...settings }) };
  };
  const connected = () => (opened ??= open());
  return {
    put: async ({ bucket, key }, { bytes, type, metadata = {} }) => {
      const { sdk, client } = await connected();
      await client.send(
        new sdk.PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: bytes,
          ContentType: type,
          Metadata: mapValues(metadata, encodeURIComponent),
        }),
      );
    },
    remove: async ({ bucket, key }) => {
      const { sdk, client } = await connected();
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    find: async ({ bucket, key }, firstBytes) => {
      const { sdk, client } = await connected();
      const asked = { Bucket: bucket, Key: key };
      const ranged = firstBytes === undefined ? asked : { ...asked, Range: `bytes=0-${firstBytes - 1}` };
      const found = await client
        .send(new sdk.GetObjectCommand(ranged))
        // An empty object has no first byte: it is asked for whole.
        .catch((error: unknown) =>
          nameOf(error) === 'InvalidRange' ? client.send(new sdk.GetObjectCommand(asked)) : absent(error),
        );
      return found === undefined ? undefined : readWhole(found, firstBytes);
    },
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');

function absent(error: unknown): undefined {
  if (nameOf(error) === 'NoSuchKey') return undefined;
  throw error;
}

/** A store that knows no ranges answers with everything. */
async function readWhole({ Body, Metadata = {} }: GetObjectCommandOutput, most = Number.POSITIVE_INFINITY) {
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  return { bytes: bytes.subarray(0, Math.min(most, bytes.length)), metadata: mapValues(Metadata, decode) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const mapValues = (record: Readonly<Record<string, string>>, change: (value: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
