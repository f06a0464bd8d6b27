import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import type { StoredObject } from '#infra/local/contracts.ts';
import { aFolder, startForTest } from './services-for-tests.ts';
import { aClock, clientSettings, minute } from './settings-for-tests.ts';

const Bucket = 'files';

async function startObjects(clock = aClock()) {
  const services = await startForTest({ clock });
  return { services, clock, client: new S3Client(clientSettings(services, 'S3')) };
}

describe('objects', () => {
  it('come back as they were put, with type, digest and metadata', async () => {
    const { client } = await startObjects();
    const Body = new Uint8Array([0, 10, 13, 255]);
    const put = { Bucket, Key: 'a', Body, ContentType: 'message/rfc822', Metadata: { source: 'smtp' } };

    await client.send(new PutObjectCommand(put));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));

    expect(await got.Body?.transformToByteArray()).toEqual(Body);
    expect(got).toMatchObject({ ContentType: 'message/rfc822', Metadata: { source: 'smtp' } });
    expect(head).toMatchObject({ ContentLength: 4, ETag: got.ETag });
  });

  it('may be sent as a stream', async () => {
    const { services, client } = await startObjects();
    const Body = Readable.from([Buffer.from('abc'), Buffer.alloc(70_000, 'x'), Buffer.from('def')]);

    await client.send(new PutObjectCommand({ Bucket, Key: 's', Body, ContentLength: 70_006 }));

    const got = await services.objects.get(Bucket, 's');
    expect(Buffer.from(got!.bytes).toString()).toBe(`abc${'x'.repeat(70_000)}def`);
  });

  it.each(['../../escape', 'a//b', '/', 'spaces and ü+%25.eml', 'x'.repeat(1024)])(
    'keep the key %s apart',
    async (Key) => {
      const { services, client } = await startObjects();
      await services.objects.put(Bucket, 'other', { bytes: Buffer.from('other') });

      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'this' }));

      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).toBe('this');
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
      expect(await services.objects.get(Bucket, Key)).toBeUndefined();
      expect(await services.objects.get(Bucket, 'other')).toBeDefined();
    },
  );

  it('are refused by name when absent, also their bucket', async () => {
    const { client } = await startObjects();

    const get = (Bucket: string, Key: string) => client.send(new GetObjectCommand({ Bucket, Key }));

    await expect(get(Bucket, 'absent')).rejects.toBeInstanceOf(NoSuchKey);
    await expect(get('nobodys', 'a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('are refused when their digest is another', async () => {
    const { services } = await startObjects();

    const answer = await fetch(`${services.environment['AWS_ENDPOINT_URL_S3']}/files/a`, {
      method: 'PUT',
      headers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
      body: 'text',
    });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>BadDigest</Code>');
    expect(await services.objects.get(Bucket, 'a')).toBeUndefined();
  });

  it('tell their listeners before they answer', async () => {
    const { services, client } = await startObjects();
    const told: StoredObject[] = [];
    services.objects.onCreated(async (object) => {
      await Promise.resolve();
      told.push(object);
    });

    await client.send(new PutObjectCommand({ Bucket, Key: 'one', Body: 'x' }));
    await services.objects.put(Bucket, 'two', { bytes: Buffer.from('yy') });

    expect(told).toMatchObject([
      { bucket: Bucket, key: 'one', sizeBytes: 1 },
      { bucket: Bucket, key: 'two', sizeBytes: 2 },
    ]);
    expect(told[0]!.sequencer < told[1]!.sequencer).toBe(true);
  });

  it('outlast a restart', async () => {
    const dataFolder = aFolder();
    const before = await startForTest({ dataFolder });
    await before.objects.put(Bucket, 'kept', { bytes: Buffer.from('kept'), contentType: 'text/plain' });
    await before.close();

    const after = await startForTest({ dataFolder });

    expect(await after.objects.get(Bucket, 'kept')).toMatchObject({ contentType: 'text/plain' });
  });
});

describe('presigned links', () => {
  it('give an object under the name and type that they were signed with', async () => {
    const { services, client } = await startObjects();
    await services.objects.put(Bucket, 'a b/ü', { bytes: Buffer.from('<b>') });
    const command = new GetObjectCommand({
      Bucket,
      Key: 'a b/ü',
      ResponseContentDisposition: 'attachment; filename="ü (1).html"; filename*=UTF-8\'\'%C3%BC',
      ResponseContentType: 'application/octet-stream',
    });

    const answer = await fetch(await getSignedUrl(client, command, { expiresIn: 60 }));

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<b>');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('take an upload', async () => {
    const { services, client } = await startObjects();
    const command = new PutObjectCommand({ Bucket, Key: 'up', ContentType: 'image/png' });

    const link = await getSignedUrl(client, command, { expiresIn: 60 });
    const answer = await fetch(link, {
      method: 'PUT',
      body: 'pixels',
      headers: { 'content-type': 'image/png' },
    });

    expect(answer.status).toBe(200);
    expect(await services.objects.get(Bucket, 'up')).toMatchObject({ contentType: 'image/png' });
  });

  it('end by the platform clock', async () => {
    const { services, client, clock } = await startObjects(aClock(Date.parse('2030-01-01T00:00:00Z')));
    await services.objects.put(Bucket, 'a', { bytes: Buffer.from('a') });
    const signingDate = new Date(clock.now());
    const link = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'a' }), {
      expiresIn: 60,
      signingDate,
    });

    const inTime = await fetch(link);
    clock.moveTo(clock.now() + minute + 1);
    const late = await fetch(link);

    expect([inTime.status, late.status]).toEqual([200, 403]);
    expect(await late.text()).toContain('Request has expired');
  });

  it.each([
    ['another object', (link: string) => link.replace('/files/a?', '/files/b?')],
    ['a longer life', (link: string) => link.replace('Expires=60', 'Expires=6000')],
    ['another file name', (link: string) => `${link}&response-content-disposition=inline`],
  ])('are refused when changed to %s', async (_, change) => {
    const { services, client } = await startObjects();
    for (const key of ['a', 'b']) await services.objects.put(Bucket, key, { bytes: Buffer.from(key) });
    const link = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'a' }), { expiresIn: 60 });

    const answer = await fetch(change(link));

    expect(answer.status).toBe(403);
  });
});
