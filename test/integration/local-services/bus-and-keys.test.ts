import { statSync } from 'node:fs';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { Services } from '#infra/local/contracts.ts';
import { aFolder, startForTest } from './services-for-tests.ts';
import { clientSettings } from './settings-for-tests.ts';

describe('the event bus', () => {
  it('hands on an event with its envelope', async () => {
    const events: Record<string, unknown>[] = [];
    const services = await startForTest({ onBusEvent: (event) => events.push(event) });
    const client = new EventBridgeClient(clientSettings(services, 'EVENTBRIDGE'));
    const entry = {
      Source: 'smista',
      DetailType: 'ticket.created',
      Detail: '{"id":"t"}',
      EventBusName: 'bus',
    };
    const Time = new Date('2030-01-02T03:04:05Z');

    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [{ ...entry, Time }] }));

    expect(events).toEqual([
      {
        version: '0',
        id: Entries[0]?.EventId,
        'detail-type': 'ticket.created',
        source: 'smista',
        account: '000000000000',
        time: '2030-01-02T03:04:05Z',
        region: 'eu-local-1',
        resources: [],
        detail: { id: 't' },
      },
    ]);
  });

  it('fails a broken entry by itself', async () => {
    const events: unknown[] = [];
    const services = await startForTest({ onBusEvent: (event) => events.push(event) });
    const client = new EventBridgeClient(clientSettings(services, 'EVENTBRIDGE'));
    const entry = { Source: 'smista', DetailType: 'x', EventBusName: 'bus' };
    const Entries = [
      { ...entry, Detail: '{' },
      { ...entry, Detail: '{}' },
      { ...entry, EventBusName: 'other', Detail: '{}' },
    ];

    const answer = await client.send(new PutEventsCommand({ Entries }));

    expect(answer.FailedEntryCount).toBe(2);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'MalformedDetail',
      undefined,
      'ResourceNotFoundException',
    ]);
    expect(events).toHaveLength(1);
  });
});

describe('the data key', () => {
  async function call(services: Services, operation: string, body: object): Promise<Record<string, string>> {
    const answer = await fetch(services.environment['AWS_ENDPOINT_URL_KMS']!, {
      method: 'POST',
      headers: { 'x-amz-target': `TrentService.${operation}`, 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, string>;
  }

  const context = { EncryptionContext: { sourceId: 'src_1', kind: 'secret' } };
  const Plaintext = Buffer.from('secret').toString('base64');

  it('opens what it sealed, also after a restart, in the same context only', async () => {
    const dataFolder = aFolder();
    const before = await startForTest({ dataFolder });
    const sealed = await call(before, 'Encrypt', { KeyId: 'data-key', Plaintext, ...context });
    await before.close();
    const after = await startForTest({ dataFolder });
    const { CiphertextBlob } = sealed;

    const opened = await call(after, 'Decrypt', { CiphertextBlob, ...context });
    const elsewhere = await call(after, 'Decrypt', {
      CiphertextBlob,
      EncryptionContext: { sourceId: 'src_2' },
    });

    expect(opened).toMatchObject({ Plaintext, KeyId: expect.stringMatching(/:key\/data-key$/) as string });
    expect(elsewhere['__type']).toBe('InvalidCiphertextException');
    expect(statSync(join(dataFolder, 'master-key')).mode & 0o777).toBe(0o600);
  });

  it('makes data keys that it can open again', async () => {
    const services = await startForTest();

    const made = await call(services, 'GenerateDataKey', { KeyId: 'data-key', KeySpec: 'AES_256' });
    const opened = await call(services, 'Decrypt', { CiphertextBlob: made['CiphertextBlob'] });

    expect(Buffer.from(made['Plaintext']!, 'base64')).toHaveLength(32);
    expect(opened['Plaintext']).toBe(made['Plaintext']);
  });

  it('refuses another key', async () => {
    const services = await startForTest();

    const answer = await call(services, 'Encrypt', { KeyId: 'other', Plaintext });

    expect(answer['__type']).toBe('NotFoundException');
  });
});
