import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveRawMail } from '#functions/webhooks/email/receive-raw-mail.ts';
import type { WebhookDesk } from '#functions/webhooks/email/webhook-desk.ts';
import { serve } from '#shared/lambda/serve.ts';
import { openObjectStore } from '#shared/messaging/object-store.ts';
import { envelopeMetadata } from '#shared/messaging/raw-mails.ts';
import { aMailbox } from '#test/unit/shared/domain/inbound/mails.ts';
import { httpEvent, lambdaContext } from '#test/unit/shared/lambda/http-event.ts';
import { type MailSystem, startMailSystem } from './mail-system.ts';
import { rawMail } from './raw-mail.ts';

const raw = { address: 'hook@desk.example', provider: 'raw' };
let system: MailSystem;
let stored: string[];
let secrets: Record<string, string>;

beforeEach(async () => {
  const sources = [
    aMailbox('src_help'),
    aMailbox('src_hook', raw),
    aMailbox('src_off', { ...raw, address: 'off@desk.example' }, { active: false }),
  ];
  system = await startMailSystem(sources);
  stored = [];
  secrets = { bearerToken: 'the-token', basicUser: 'relay', basicPassword: 'pass:word' };
});
afterEach(() => system.close());

async function post(id: string, authorization: string | null, mail: string | Uint8Array = rawMail()) {
  const objects = openObjectStore();
  const desk: WebhookDesk = {
    accounts: system.desk.accounts,
    findSecrets: async () => secrets,
    storeMail: async (key, { bytes, envelope }) => {
      stored.push(key);
      await objects.put(
        { bucket: 'raw', key },
        { bytes, type: 'message/rfc822', metadata: envelopeMetadata(envelope) },
      );
    },
  };
  const headers = {
    'Content-Type': 'message/rfc822',
    ...(authorization === null ? {} : { Authorization: authorization }),
  };
  const query = 'sender=ada%40customer.example&recipient=caf%C3%A9%40desk.example';
  const event = httpEvent(`POST /webhooks/raw/${id}`, { headers, query, bytes: Buffer.from(mail) });
  const reply = await serve([receiveRawMail], () => ({ desk }))(event, lambdaContext);
  return { status: reply.statusCode, code: reply.body === '' ? null : JSON.parse(reply.body).code };
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const aNotice = (key: string) => ({
  eventName: 'ObjectCreated:Put',
  eventTime: '2026-11-21T11:59:30.000Z',
  s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(key), eTag: 'tag', sequencer: '01' } },
});

describe('POST /webhooks/raw/{sourceId}', () => {
  it.each([{ by: 'Bearer the-token' }, { by: 'bearer the-token' }, { by: basic('relay:pass:word') }])(
    'stores the mail for $by, and it becomes a ticket of that source',
    async ({ by }) => {
      const bytes = Buffer.concat([
        Buffer.from(rawMail({ to: 'someone@else.example' })),
        Buffer.from([0xe9, 0x00, 0xff]),
      ]);

      expect(await post('src_hook', by, bytes)).toEqual({ status: 202, code: null });
      await post('src_hook', by, bytes);

      expect(new Set(stored).size).toBe(1);
      await system.passOn({ Records: stored.map(aNotice) });
      const { ticket, messages } = await system.only();
      expect(ticket).toMatchObject({ sourceId: 'src_hook', departmentId: 'dep_sales', tags: [] });
      expect(messages).toHaveLength(1);
    },
  );

  it.each([
    { name: 'nothing', by: null },
    { name: 'a wrong token', by: 'Bearer the-tokem' },
    { name: 'a wrong password', by: basic('relay:pass') },
    { name: 'half a credential', by: basic('relay') },
    { name: 'nonsense', by: 'Basic %%%' },
    { name: 'another scheme', by: 'Digest the-token' },
  ])('refuses $name and stores nothing', async ({ by }) => {
    expect(await post('src_hook', by)).toEqual({ status: 401, code: 'webhook-not-verified' });
    expect(stored).toEqual([]);
  });

  it.each([
    { by: 'Bearer undefined' },
    { by: 'Bearer ' },
    { by: basic(':') },
    { by: basic('undefined:undefined') },
  ])('refuses everybody where no secret is set: $by', async ({ by }) => {
    secrets = {};

    expect(await post('src_hook', by)).toEqual({ status: 401, code: 'webhook-not-verified' });
  });

  it.each([{ id: 'src_none' }, { id: 'src_off' }, { id: 'src_help' }])(
    'answers 404 for $id',
    async ({ id }) => {
      expect(await post(id, 'Bearer the-token')).toEqual({ status: 404, code: 'not-found' });
    },
  );

  it('answers 413 above 4 MB', async () => {
    const told = await post('src_hook', 'Bearer the-token', rawMail({ body: 'x'.repeat(4_000_001) }));

    expect(told).toEqual({ status: 413, code: 'mail-too-large' });
    expect(stored).toEqual([]);
  });
});
