import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler as configuration } from '#functions/api/configuration/function.ts';
import { handler as tickets } from '#functions/api/tickets/function.ts';
import { handler as publicSite } from '#functions/public-site/function.ts';
import { openMasterKeys } from '#shared/persistence/master-keys.ts';
import { keysFrom } from '#shared/runtime/keys.ts';
import { openRatingLinks, type RatingLinks } from '#shared/runtime/rating-links.ts';
import { type Asked, startApi, type TestApi } from '#test/support/api.ts';

interface Receipt {
  readonly code: string;
  readonly token: string;
}

let api: TestApi;
let form: string;
let links: RatingLinks;
let receipt: Receipt;
let ticketId: string;

beforeAll(async () => {
  api = await startApi({ '/public/': publicSite, '/v1/tickets': tickets, '/v1/': configuration });
  const source = { type: 'form', name: 'Contact', departmentId: 'dep_default' };
  form = (await api.make('POST /v1/sources', source)).id;
  const now = () => api.clock.now();
  const masters = openMasterKeys(api.table, api.keyId, { now });
  links = openRatingLinks(keysFrom(masters, now), now);
});
afterAll(() => api.close());

let visitors = 0;
beforeEach(async () => {
  receipt = await open();
  ticketId = idOf(receipt);
});

async function open(): Promise<Receipt> {
  visitors += 1;
  const body = { email: `ada${visitors}@customer.example`, body: 'My printer burns.' };
  return (await api.ask(`POST /public/forms/${form}`, { body, sourceIp: `198.51.100.${visitors}` })).body;
}

const idOf = ({ code }: Receipt) => `tkt_${code.replaceAll('-', '').toLowerCase()}`;
const reply = () => api.make(`POST /v1/tickets/${ticketId}/messages`, { type: 'reply', body: 'Use water.' });
const ratings = async () => (await api.ask(`GET /v1/tickets/${ticketId}/ratings`)).body.items;
const rate = (body: unknown, asked: Asked = {}) =>
  api.ask(`POST /public/tickets/${receipt.code}/rating`, { key: receipt.token, body, ...asked });

describe('POST /public/tickets/{code}/rating', () => {
  it('keeps the rating for the agent who answered last', async () => {
    const { author } = await reply();

    const told = await rate({ rating: 'good', comment: 'Very quick.' });

    expect(told).toMatchObject({ status: 201, body: { rating: 'good', comment: 'Very quick.' } });
    expect(Object.keys(told.body)).toEqual(['rating', 'comment', 'createdAt']);
    expect(await ratings()).toMatchObject([
      { rating: 'good', comment: 'Very quick.', agentId: author.id, state: 'counts' },
    ]);
  });

  it('lets the last one count', async () => {
    await rate({ rating: 'bad', comment: 'Slow' });
    await rate({ rating: 'neutral' });

    expect(await ratings()).toMatchObject([
      { rating: 'bad', state: 'replaced' },
      { rating: 'neutral', comment: null, state: 'counts' },
    ]);
  });

  it('rates once for an Idempotency-Key, and answers alike, to nobody without the token', async () => {
    const headers = { 'idempotency-key': 'rate-1' };

    const told = await Promise.all([1, 2, 3].map(() => rate({ rating: 'good' }, { headers })));
    const stranger = await rate({ rating: 'good' }, { headers, key: 'nonsense' });

    expect(told.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(told.map(({ body }) => body)).toEqual(Array(3).fill(told[0]?.body));
    expect(await ratings()).toHaveLength(1);
    expect(stranger.status).toBe(404);
  });

  it.each([
    { name: 'no rating', body: {}, path: 'rating' },
    { name: 'another rating', body: { rating: 'great' }, path: 'rating' },
    { name: 'a long comment', body: { rating: 'good', comment: 'x'.repeat(2001) }, path: 'comment' },
    { name: 'an unknown field', body: { rating: 'good', stars: 5 }, path: 'stars' },
  ])('refuses $name', async ({ body, path }) => {
    expect(await rate(body)).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } });
  });

  it('looks the same for a wrong code, a wrong token and none, whatever is wrong besides', async () => {
    const other = await open();
    const tries: [string, Asked][] = [
      [receipt.code, { key: other.token, body: { rating: 'good' } }],
      [receipt.code, { key: 'nonsense', body: { rating: 'great' } }],
      ['AAA-AAAAA-000', { key: receipt.token, body: { rating: 'good' } }],
      ['no-code', { key: receipt.token, body: 7 }],
      [receipt.code, { headers: { authorization: '' }, body: { rating: 'good' } }],
    ];

    const told = await Promise.all(
      tries.map(([code, asked]) => api.ask(`POST /public/tickets/${code}/rating`, asked)),
    );

    expect(new Set(told.map(({ status, body }) => `${status} ${body.code} ${body.detail}`))).toEqual(
      new Set(['404 not-found There is no ticket of this code and token.']),
    );
    expect(await ratings()).toEqual([]);
  });

  it('is not found once the ticket is deleted', async () => {
    await api.ask(`DELETE /v1/tickets/${ticketId}`);

    expect((await rate({ rating: 'bad' })).status).toBe(404);
  });

  it('is refused above ten an hour, with the time until then', async () => {
    for (let count = 0; count < 10; count++) expect((await rate({ rating: 'bad' })).status).toBe(201);

    const told = await rate({ rating: 'bad' });

    expect(told).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(told.headers['retry-after'])).toBeGreaterThan(0);
  });
});

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
const pathOf = async ({ code }: Receipt) => `/public/ratings/${await links.make(code)}`;
const look = async (query = '') => api.ask(`GET ${await pathOf(receipt)}${query}`);
const send = async (fields: Record<string, string>, path?: string) =>
  api.ask(`POST ${path ?? (await pathOf(receipt))}`, {
    body: new URLSearchParams(fields).toString(),
    headers: urlencoded,
  });

describe('the page behind a rating link', () => {
  it('is HTML that asks, loads nothing and rates nothing', async () => {
    const told = await look();

    expect(told.status).toBe(200);
    expect(told.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    });
    expect(told.body).toContain(receipt.code);
    expect(told.body).toContain('<form method="post"');
    expect(told.body).not.toMatch(/<script|<link|<img|src=|printer/);
    expect(await ratings()).toEqual([]);
  });

  it('allows itself its own style and its own form, and no frame', async () => {
    const { headers, body } = await look();

    const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
  });

  it('has a name for everything that is asked', async () => {
    const { body } = await look();

    expect(body).toMatch(/<html lang="en">/);
    expect(body).toMatch(/<title>How did we do\? [A-Z]{3}-/);
    expect(body).toMatch(/<fieldset><legend>/);
    expect(body.match(/<label class="score"><input type="radio" name="rating"/g)).toHaveLength(3);
    expect(body).toMatch(/<label class="comment" for="comment">[\s\S]*<textarea id="comment"/);
  });

  it.each(['good', 'neutral', 'bad'])('opens with what the mail’s link chose: %s', async (chosen) => {
    const { body } = await look(`?rating=${chosen}&utm_source=mail`);

    expect(body.match(/value="(\w+)" required checked/)?.[1]).toBe(chosen);
  });

  it('takes its form, says so on a page that may be opened again, and shows what was said', async () => {
    const told = await send({ rating: 'bad', comment: 'Two lines,\r\nand <b>no</b> answer.' });

    expect(told.status).toBe(303);
    expect(told.headers['location']).toBe(`${(await pathOf(receipt)).split('/').at(-1)}?sent=1`);
    expect((await look('?sent=1')).body).toContain('Thank you');
    expect((await look()).body).toMatch(/value="bad" required checked/);
    expect(await ratings()).toMatchObject([
      { rating: 'bad', comment: 'Two lines,\nand <b>no</b> answer.', state: 'counts' },
    ]);
  });

  it.each([
    [{ comment: 'I <forgot> to choose' }, 'Please choose'],
    [{ rating: 'great', comment: 'I <forgot> to choose' }, 'Please choose'],
    [{ rating: 'good', comment: `I <forgot> to stop ${'x'.repeat(2000)}` }, 'too long'],
  ])('comes again with what is wrong, and loses nothing', async (fields, said) => {
    const told = await send(fields);

    expect(told.status).toBe(400);
    expect(told.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(told.body).toMatch(new RegExp(`role="alert">[^<]*${said}`));
    expect(told.body).toContain('I &lt;forgot&gt; to');
    expect(await ratings()).toEqual([]);
  });

  it('looks the same for every link that leads nowhere, also when its form is sent', async () => {
    const path = await pathOf(receipt);
    const deleted = await open();
    await api.ask(`DELETE /v1/tickets/${idOf(deleted)}`);
    const none = await pathOf({ code: 'AAA-AAAAA-000', token: '' });
    const paths = [`${path.slice(0, -1)}x`, none, await pathOf(deleted), '/public/ratings/nonsense'];

    const told = await Promise.all(
      paths.flatMap((one) => [api.ask(`GET ${one}`), send({ rating: 'good' }, one)]),
    );

    expect(new Set(told.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(told[0]).toMatchObject({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(told[0]?.body).toContain('This link does not work');
  });

  it('is over after 90 days', async () => {
    const path = await pathOf(receipt);
    const now = api.clock.now();

    api.clock.moveTo(now + 91 * 86_400_000);
    const told = await api.ask(`GET ${path}`);
    api.clock.moveTo(now);

    expect(told.status).toBe(404);
  });

  it('says on a page that it was used too often, and that something is no form', async () => {
    for (let count = 0; count < 10; count++) await send({ rating: 'bad' });

    const often = await send({ rating: 'bad' });
    const json = await api.ask(`POST ${await pathOf(receipt)}`, { body: { rating: 'good' } });

    expect(often.status).toBe(429);
    expect(Number(often.headers['retry-after'])).toBeGreaterThan(0);
    expect(json.status).toBe(415);
    for (const { headers } of [often, json]) expect(headers['content-type']).toMatch(/^text\/html/);
  });
});
