import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localCredentials } from '#infra/local/services/objects/presigned-link.ts';
import { type Journey, startJourney } from '#test/support/journey.ts';
import { tableContent } from '#test/support/table-content.ts';

let journey: Journey;
let desk: { id: string; mailbox: string };
beforeAll(async () => {
  journey = await startJourney();
  desk = await journey.openDepartment('Desk');
});
afterAll(() => journey.close());

const write = (from: string, subject: string, more: object = {}) =>
  journey.mailer.send({ from, to: desk.mailbox, subject, text: 'Please help.', ...more });

interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** Files and long texts that functions put away, and mails as they came, which the table names. */
function objectsOf(content: string): Place[] {
  const put = journey.calls.filter(({ operation }) => operation === 'PutObject');
  const raw = [...content.matchAll(/"raw":\{"M":\{(.*?)\}\}\}/g)].map(([, place = '']) => ({
    bucket: /"bucket":\{"S":"([^"]+)"/.exec(place)?.[1] ?? '',
    key: /"key":\{"S":"([^"]+)"/.exec(place)?.[1] ?? '',
  }));
  return [
    ...put.map(({ input }) => ({ bucket: String(input['Bucket']), key: String(input['Key']) })),
    ...raw,
  ];
}

async function isThere({ bucket, key }: Place): Promise<boolean> {
  const endpoint = journey.platform.services.environment['AWS_ENDPOINT_URL_S3'] ?? '';
  const settings = { endpoint, region: 'eu-local-1', credentials: localCredentials, forcePathStyle: true };
  const asked = new S3Client(settings).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return asked.then(
    () => true,
    () => false,
  );
}

/** Of him alone. */
const traces = ['Zelda', 'Quux', 'zelda', '4711471', 'flamingo', 'secret-plan', 'Order 66'];
const tracesIn = (text: string) => traces.filter((trace) => text.includes(trace));

/** Two tickets of Zelda, with all that a ticket can say of her. */
async function zeldaWrites() {
  const { owner } = journey;
  const name = 'Zelda Quux';
  await write(`${name} <zelda@private.example>`, 'A flamingo', {
    html: '<p>A flamingo <b>indeed</b></p>',
    attachments: [{ filename: 'secret-plan.txt', content: 'flamingo' }],
  });
  await journey.settle();
  const first = await journey.ticketAbout('A flamingo');
  const customerId: string = first.customer.id;
  const addresses = [
    { kind: 'email', value: 'zelda@private.example' },
    { kind: 'telegram', value: '4711471' },
  ];
  const fields = { order: 'Order 66' };
  await owner.make(`PATCH /v1/customers/${customerId}`, { addresses, group: 'Quux', fields });
  const headers = { 'idempotency-key': 'key-of-a-ticket' };
  const said = {
    subject: 'Second flamingo',
    body: 'x flamingo '.repeat(9_000),
    customFields: { o: 'Order 66' },
  };
  const customer = { email: 'zelda@private.example', name };
  const second = await owner.make('POST /v1/tickets', { ...said, customer }, headers);
  const messages = `POST /v1/tickets/${first.id}/messages`;
  await owner.make(
    messages,
    { type: 'note', body: 'Zelda is nice.' },
    { 'idempotency-key': 'key-of-a-note' },
  );
  await owner.make(messages, { type: 'reply', body: 'Dear Zelda' });
  await journey.settle();
  return {
    customerId,
    first,
    second,
    repeat: () => owner.ask('POST /v1/tickets', { body: { ...said, customer }, headers }),
  };
}

describe('a customer who is erased', () => {
  it('leaves nothing of himself but what counts', async () => {
    const { owner } = journey;
    const { customerId, first, second, repeat } = await zeldaWrites();
    const timeline = await owner.list(`/v1/tickets/${first.id}/timeline`);
    const counts = await owner.get(`/v1/departments/${desk.id}/counts`);
    const objects = objectsOf(await tableContent(journey));
    expect(tracesIn(await tableContent(journey))).toEqual(traces);
    expect(objects.length).toBeGreaterThan(2);
    expect(await Promise.all(objects.map(isThere))).toEqual(objects.map(() => true));

    const headers = { 'idempotency-key': 'key-of-an-erasure' };
    const told = await owner.ask(`POST /v1/customers/${customerId}/erase`, { headers });
    const again = await owner.ask(`POST /v1/customers/${customerId}/erase`, { headers });
    const anew = await owner.ask(`POST /v1/customers/${customerId}/erase`);
    await journey.advanceMinutes(2);

    expect(told).toMatchObject({
      status: 202,
      body: { id: customerId, name: null, email: null, addresses: [] },
    });
    expect([again.body, anew.body]).toEqual([told.body, told.body]);
    expect(tracesIn(await tableContent(journey))).toEqual([]);
    expect(await Promise.all(objects.map(isThere))).toEqual(objects.map(() => false));
    expect(await owner.get(`/v1/tickets/${first.id}`)).toMatchObject({
      subject: '(erased)',
      customer: { id: customerId, name: null, email: null, phone: null },
    });
    const messages = await owner.list(`/v1/tickets/${first.id}/messages`);
    expect(messages.map(({ type, body, html, attachments }) => [type, body, html, attachments])).toEqual([
      ['message', '', null, []],
      ['note', '', null, []],
      ['reply', '', null, []],
    ]);
    expect((await owner.list(`/v1/tickets/${first.id}/timeline`)).slice(0, timeline.length)).toEqual(
      timeline,
    );
    expect(await owner.get(`/v1/departments/${desk.id}/counts`)).toEqual(counts);
    expect(await owner.list('/v1/tickets?q=flamingo')).toEqual([]);
    expect(await owner.list('/v1/tickets?q=zelda')).toEqual([]);
    expect(await owner.list(`/v1/customers/${customerId}/tickets`)).toHaveLength(2);
    expect(await repeat()).toMatchObject({ status: 409, body: { code: 'already-done' } });
    expect((await owner.list('/v1/customers')).map(({ id }) => id)).not.toContain(customerId);
    const audit = await owner.list(`/v1/audit?action=customer.erased`);
    expect(audit).toMatchObject([{ resourceId: customerId, before: null, after: null }]);
    expect(second.id).not.toBe(first.id);
  });

  it('is somebody new when he writes again, and takes no part in what was', async () => {
    const { owner } = journey;
    await write('yann@private.example', 'Before');
    await journey.settle();
    const before = await journey.ticketAbout('Before');
    await owner.make(`POST /v1/customers/${before.customer.id}/erase`);
    await journey.settle();

    await write('yann@private.example', `Re: Before [${before.code}]`);
    await journey.settle();

    const [after] = await owner.list('/v1/tickets?q=yann');
    expect(after.id).not.toBe(before.id);
    expect(after.customer).toMatchObject({ email: 'yann@private.example' });
    expect(after.customer.id).not.toBe(before.customer.id);
    const change = await owner.ask(`PATCH /v1/customers/${before.customer.id}`, { body: { name: 'Yann' } });
    expect(change).toMatchObject({ status: 409, body: { code: 'customer-erased' } });
    expect(await owner.list(`/v1/tickets/${before.id}/messages`)).toHaveLength(1);
  });
});
