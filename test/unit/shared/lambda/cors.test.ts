import { describe, expect, it } from 'vitest';
import { ask } from './things.ts';

const app = { origin: 'https://app.example' };
const shop = { origin: 'https://shop.example' };
const mail = { 'content-type': 'message/rfc822' };

describe('CORS', () => {
  it('answers a preflight of a known path without a key', async () => {
    const reply = await ask('OPTIONS /v1/things', { headers: app });

    expect(reply).toMatchObject({
      statusCode: 204,
      headers: {
        'access-control-allow-origin': 'https://app.example',
        'access-control-allow-methods': 'POST, OPTIONS',
        'access-control-allow-headers': expect.stringContaining('Idempotency-Key'),
        vary: 'Origin',
      },
    });
  });

  it('lets allowed origins read refusals too', async () => {
    const reply = await ask('GET /v1/things/thg_1', { headers: app });

    expect(reply.statusCode).toBe(401);
    expect(reply.headers['access-control-allow-origin']).toBe('https://app.example');
  });

  it('gives other origins nothing', async () => {
    const reply = await ask('GET /v1/things/thg_1', { headers: { ...shop, authorization: 'Bearer good' } });

    expect(reply.statusCode).toBe(200);
    expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each([
    [shop.origin, shop.origin],
    [app.origin, undefined],
    ['https://refused.example', undefined],
  ])('asks the operation where it has its own origins: %s', async (origin, allowed) => {
    const line = 'POST /webhooks/raw/src_1';

    const reply = await ask(line, { headers: { ...mail, origin }, bytes: new Uint8Array(1) });

    expect(reply.statusCode).toBe(200);
    expect(reply.headers['access-control-allow-origin']).toBe(allowed);
  });
});
