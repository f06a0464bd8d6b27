import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { handler as publicSite } from '#functions/public-site/function.ts';
import { startApi, type TestApi } from '#test/support/api.ts';

process.env['ATTACHMENT_BUCKET'] = 'files';
process.env['STAGE'] = 'local';
let api: TestApi;
let form: string;
const handlers = { '/public/': publicSite, '/v1/tickets': tickets, '/v1/': configuration };

beforeAll(async () => {
  api = await startApi(handlers);
});
afterAll(() => api.close());
beforeEach(async () => {
  form = await makeForm();
});

async function makeForm(
  settings: Record<string, unknown> = {},
  changes: Record<string, unknown> = {},
): Promise<string> {
  const source = { type: 'form', name: 'Contact', departmentId: 'dep_default', settings, ...changes };
  return (await api.make('POST /v1/sources', source)).id;
}

let visitor = 0;
const filled = (changes: Record<string, unknown> = {}) => ({
  email: 'Ada@customer.example',
  name: 'Ada',
  body: 'My printer burns.\nPlease help.',
  ...changes,
});
/** Every submission from an address of its own, unless told. */
function submit(body: unknown, { id = form, headers = {}, sourceIp = `198.51.100.${visitor++ % 250}` } = {}) {
  return api.ask(`POST /public/forms/${id}`, { body, headers, sourceIp });
}
const ticketOf = async (code: string) =>
  (await api.ask(`GET /v1/tickets/tkt_${code.replaceAll('-', '').toLowerCase()}`)).body;

describe('POST /public/forms/{sourceId}', () => {
  it('opens a ticket of the source’s department and answers code and token', async () => {
    const told = await submit(filled());

    expect(told.status).toBe(201);
    expect(Object.keys(told.body)).toEqual(['code', 'token']);
    expect(await ticketOf(told.body.code)).toMatchObject({
      subject: 'My printer burns.',
      status: 'new',
      channel: 'form',
      sourceId: form,
      customer: { email: 'ada@customer.example', name: 'Ada' },
    });
  });

  it('opens one ticket for an Idempotency-Key, and answers alike', async () => {
    const headers = { 'idempotency-key': 'form-1' };

    const told = await Promise.all([1, 2, 3].map(() => submit(filled(), { headers })));

    expect(new Set(told.map(({ body }) => `${body.code} ${body.token}`)).size).toBe(1);
    expect((await submit(filled({ body: 'Other' }), { headers })).body.code).toBe('idempotency-key-reused');
  });

  it('takes the subject of the source where none is given', async () => {
    const id = await makeForm({ subject: 'From our page' });

    expect((await ticketOf((await submit(filled(), { id })).body.code)).subject).toBe('From our page');
  });

  it('keeps custom fields, and names those that fail', async () => {
    const id = await makeForm({
      fields: [{ name: 'order', label: 'Order', type: 'number', required: true }],
    });

    const told = await submit(filled({ fields: { order: '42' } }), { id });
    const refused = await submit(filled({ fields: { colour: 'red' } }), { id });

    expect((await ticketOf(told.body.code)).customFields).toEqual({ order: 42 });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'fields.colour',
      'fields.order',
    ]);
  });

  it('answers a robot like a success, with a code that leads nowhere', async () => {
    const told = await submit(filled({ website: 'https://spam.example' }));

    expect(told.status).toBe(201);
    const own = await api.ask(`GET /public/tickets/${told.body.code}`, { key: told.body.token });
    expect(own.status).toBe(404);
    expect((await ticketOf(told.body.code)).code).toBe('not-found');
  });

  it.each([
    { name: 'no mail address', body: { body: 'x' }, code: 'invalid', path: 'email' },
    { name: 'a broken one', body: filled({ email: 'ada' }), code: 'invalid', path: 'email' },
    { name: 'no text', body: filled({ body: ' ' }), code: 'invalid', path: 'body' },
    { name: 'too much text', body: filled({ body: 'x'.repeat(100_001) }), code: 'too-long', path: 'body' },
    { name: 'an unknown field', body: filled({ webside: '' }), code: 'invalid', path: 'webside' },
    { name: 'a number nobody can call', body: filled({ phone: '123' }), code: 'invalid', path: 'phone' },
  ])('refuses $name', async ({ body, code, path }) => {
    const told = await submit(body);

    expect(told).toMatchObject({ status: 400, body: { code, errors: [{ path }] } });
  });

  it('refuses the next one of an address above the limit, with the time until the hour is over', async () => {
    const id = await makeForm({ perAddressPerHour: 2 });
    const from = (sourceIp: string) => submit(filled(), { id, sourceIp });

    const told = [await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.1')];
    const other = await from('203.0.113.2');

    expect(told.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect(told[2]?.headers['retry-after']).toBe('3600');
    expect(other.status).toBe(201);
  });

  it('is for pages of its origins alone', async () => {
    const id = await makeForm({ allowedOrigins: ['https://shop.example'] });
    const from = (origin: string) => submit(filled(), { id, headers: { origin } });

    const [ours, others, open] = [
      await from('https://shop.example'),
      await from('https://elsewhere.example'),
      await submit(filled(), { headers: { origin: 'https://elsewhere.example' } }),
    ];

    expect([ours.status, ours.headers['access-control-allow-origin']]).toEqual([201, 'https://shop.example']);
    expect([others.status, others.body.code]).toEqual([403, 'origin-not-allowed']);
    expect(others.headers['access-control-allow-origin']).toBeUndefined();
    expect([open.status, open.headers['access-control-allow-origin']]).toEqual([201, '*']);
  });

  it.each([
    { name: 'unknown', make: async () => 'src_none' },
    { name: 'inactive', make: () => makeForm({}, { active: false }) },
  ])('answers 404 for a form that is $name', async ({ make }) => {
    expect((await submit(filled(), { id: await make() })).status).toBe(404);
  });
});

describe('/public/tickets/{code}', () => {
  it('shows the customer what was written, and nothing of ours', async () => {
    const { body: receipt } = await submit(filled());
    const ticket = await ticketOf(receipt.code);
    await api.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'note', body: 'A hopeless case.' });
    await api.make(`POST /v1/tickets/${ticket.id}/messages`, { type: 'reply', body: 'Use water.' });

    const told = await api.ask(`GET /public/tickets/${receipt.code.toLowerCase()}`, { key: receipt.token });

    expect(told.body).toMatchObject({
      code: receipt.code,
      status: 'answered',
      messages: [
        { author: { kind: 'customer', name: 'Ada' }, body: filled().body },
        { author: { kind: 'agent' }, body: 'Use water.' },
      ],
    });
    expect(JSON.stringify(told.body)).not.toMatch(/hopeless|agt_|msg_|tkt_|cus_/);
  });

  it('takes what he writes on, once, and waits again', async () => {
    const { body: receipt } = await submit(filled());
    const write = (body: unknown, key = receipt.token) =>
      api.ask(`POST /public/tickets/${receipt.code}/messages`, {
        key,
        body,
        headers: { 'idempotency-key': 'more-1' },
      });

    const told = [await write({ body: 'It still burns.' }), await write({ body: 'It still burns.' })];

    expect(told.map(({ status, body }) => [status, body])).toEqual([
      [201, receipt],
      [201, receipt],
    ]);
    const own = await api.ask(`GET /public/tickets/${receipt.code}`, { key: receipt.token });
    expect(own.body.messages).toHaveLength(2);
  });

  it('gives the answer of a repeat to nobody without the token', async () => {
    const { body: receipt } = await submit(filled());
    const line = `POST /public/tickets/${receipt.code}/messages`;
    const asked = { body: { body: 'Hello?' }, headers: { 'idempotency-key': 'more-2' } };
    await api.ask(line, { ...asked, key: receipt.token });

    expect((await api.ask(line, { ...asked, key: 'nonsense' })).status).toBe(404);
  });

  it('looks the same for a wrong code, a wrong token and none', async () => {
    const { body: one } = await submit(filled());
    const { body: other } = await submit(filled());
    const tries = [
      { code: one.code, key: other.token },
      { code: 'AAA-AAAAA-000', key: one.token },
      { code: one.code, key: 'nonsense' },
      { code: one.code, key: `${one.token}x` },
      { code: 'no-code', key: one.token },
    ];

    const told = await Promise.all(
      tries.map(({ code, key }) => api.ask(`GET /public/tickets/${code}`, { key })),
    );

    expect(new Set(told.map(({ status, body }) => `${status} ${body.code} ${body.detail}`)).size).toBe(1);
    expect(told[0]?.status).toBe(404);
  });
});
