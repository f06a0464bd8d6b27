import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, serve } from '#shared/lambda/serve.ts';
import { httpEvent, lambdaContext } from './http-event.ts';
import { ask, authenticate, connect, type Drawer, drawer, getThing, good, open } from './things.ts';

const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

beforeEach(() => {
  log.mockClear();
});

afterAll(() => {
  log.mockRestore();
});

describe('serve', () => {
  it('answers with the body, its version as ETag, and good manners', async () => {
    const reply = await ask('GET /v1/things/thg_1');

    expect(reply.statusCode).toBe(200);
    expect(reply.json).toEqual({ id: 'thg_1', version: 7, tags: [] });
    expect(reply.headers).toMatchObject({
      etag: '"7"',
      'x-request-id': 'req-1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json',
    });
  });

  it('connects once', async () => {
    await ask('GET /v1/things/thg_1');
    await ask('GET /v1/things/thg_1');

    expect(connect).toHaveBeenCalledTimes(1);
  });

  it('tries again to connect when it failed', async () => {
    const flaky = vi.fn<() => Connection<Drawer>>().mockImplementationOnce(() => {
      throw new Error('not yet');
    });
    flaky.mockReturnValue({ desk: drawer, authenticate });
    const flakyHandler = serve([getThing], flaky);
    const event = httpEvent('GET /v1/things/thg_1', { headers: good });

    const first = await flakyHandler(event, lambdaContext);
    const second = await flakyHandler(event, lambdaContext);

    expect([first.statusCode, second.statusCode]).toEqual([500, 200]);
  });

  it('answers HEAD like GET, without the body', async () => {
    const reply = await ask('HEAD /v1/things/thg_1');

    expect(reply).toMatchObject({ statusCode: 200, body: '', headers: { etag: '"7"' } });
  });

  it('accepts the key in the header apikey', async () => {
    const reply = await ask('GET /v1/things/thg_1', { headers: { ApiKey: 'good' } });

    expect(reply.statusCode).toBe(200);
  });

  it('prefers a literal path over a parameter', async () => {
    const reply = await ask('GET /v1/things/bulk');

    expect(reply.json.code).toBe('too-large');
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['nobody', 'GET /v1/things/thg_1', {}, '401 unauthorized'],
    ['an unknown key', 'GET /v1/things/thg_1', { authorization: 'Bearer x' }, '401 unauthorized'],
    ['another scheme', 'GET /v1/things/thg_1', { authorization: 'Basic good' }, '401 unauthorized'],
    ['a missing thing', 'GET /v1/things/thg_gone', good, '404 not-found'],
    ['an unknown path', 'GET /v1/nothing', good, '404 not-found'],
    ['a path of slashes', 'GET /v1/things/', good, '404 not-found'],
    ['a broken escape in a path', 'GET /v1/things/%zz', good, '400 invalid'],
    ['an escaped NUL in a path', 'GET /v1/things/thg_%00', good, '400 invalid'],
    ['another method', 'DELETE /v1/things/thg_1', good, '405 method-not-allowed'],
    ['an answer above the limit of Lambda', 'GET /v1/things/bulk', good, '413 too-large'],
  ])('refuses %s with a problem document', async (_name, line, ...[headers, expected]) => {
    const reply = await ask(line, { headers });

    const [status, code] = expected.split(' ');
    expect(reply.statusCode).toBe(Number(status));
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.json).toEqual({
      type: `https://desk.example/problems/${code}`,
      title: expect.any(String),
      status: Number(status),
      detail: expect.any(String),
      code,
      requestId: 'req-1',
      ...(code === 'invalid' && { errors: expect.any(Array) }),
    });
  });

  it('says nothing of a fault and logs it once', async () => {
    const reply = await ask('GET /v1/things/thg_broken');

    expect(reply.json).toMatchObject({ status: 500, code: 'internal-error' });
    expect(reply.body).not.toContain('secret cause');
    expect(log).toHaveBeenCalledTimes(1);
    expect(String(log.mock.calls[0]?.[0])).toContain('secret cause');
  });

  it('names the methods of the path beside a 405', async () => {
    const reply = await ask('DELETE /v1/things/thg_1');

    expect(reply.headers['allow']).toBe('GET, HEAD, OPTIONS');
  });

  it('challenges strangers', async () => {
    const reply = await ask('GET /v1/things/thg_1', { headers: {} });

    expect(reply.headers['www-authenticate']).toBe('Bearer realm="smista"');
  });

  it('names the missing permission', async () => {
    const reply = await open({ name: 'a' }, { authorization: 'Bearer reader' });

    expect(reply.json).toMatchObject({ status: 403, code: 'forbidden', permission: 'tickets.reply' });
    expect(reply.json.detail).toContain('tickets.reply');
  });
});
