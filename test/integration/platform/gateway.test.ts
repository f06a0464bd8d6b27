import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from '#infra/local/platform.ts';
import { route, smallApp } from './small-app.ts';

const { app, remove } = smallApp({
  functions: {
    Echo: { source: 'export const handler = async (event) => event;' },
    Rude: {
      timeoutSeconds: 1,
      source: `export const handler = async (event) => {
        const how = event.pathParameters.how;
        if (how === 'loop') for (;;);
        if (how === 'hang') return new Promise(() => undefined);
        if (how === 'exit') process.exit(0);
        if (how === 'throw') throw new TypeError('on purpose');
        if (how === 'later') { setTimeout(() => { throw new Error('uncaught'); }, 1); return new Promise(() => undefined); }
        if (how === 'huge') return { statusCode: 200, body: 'x'.repeat(6_400_000) };
        if (how === 'zone') return { statusCode: 200, body: JSON.stringify({ zone: new Date(0).getTimezoneOffset(), tz: process.env.TZ, own: Object.keys(process.env).includes('PATH') }) };
        if (how === 'empty') return { statusCode: 204 };
        if (how === 'binary') return { statusCode: 201, headers: { 'Content-Type': 'image/png', 'X-Number': 7 }, cookies: ['a=1', 'b=2'], body: Buffer.from([0, 255, 1]).toString('base64'), isBase64Encoded: true };
        return { statusCode: 200, body: how };
      };`,
    },
  },
  resources: { ...route('Echo', '$default'), ...route('Rude', 'ANY /rude/{how}') },
});

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ app, logs: () => undefined });
});
afterAll(async () => {
  await platform.close();
  remove();
});

const rude = (how: string) => fetch(`${platform.url}/rude/${how}`);

describe('the gateway', () => {
  it('hands over an event of payload format 2.0', async () => {
    const response = await fetch(`${platform.url}/some/path%20here?a=1&a=2&b=%C3%A4`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        Cookie: 'x=1; y=2',
        'X-Own': 'é'.normalize('NFD').slice(0, 1),
      },
      body: '{"ä":1}',
    });
    const event = (await response.json()) as Record<string, never>;
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/some/path%20here',
      rawQueryString: 'a=1&a=2&b=%C3%A4',
      cookies: ['x=1', 'y=2'],
      queryStringParameters: { a: '1,2', b: 'ä' },
      body: '{"ä":1}',
      isBase64Encoded: false,
      requestContext: {
        http: {
          method: 'POST',
          path: '/some/path%20here',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'node',
        },
        stage: '$default',
        requestId: expect.any(String),
        timeEpoch: expect.any(Number),
        time: expect.stringMatching(/^\d{2}\/\w{3}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/),
      },
    });
    expect(event['headers']).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-own': 'e',
    });
    expect(event['headers']).not.toHaveProperty('cookie');
    expect(event).not.toHaveProperty('pathParameters');
  });

  it('carries bodies that are not text in base64', async () => {
    const body = Buffer.from([0, 1, 254, 255]);
    const headers = { 'content-type': 'message/rfc822' };
    const response = await fetch(`${platform.url}/raw`, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ isBase64Encoded: true, body: body.toString('base64') });
  });

  it('answers what the function answers', async () => {
    const response = await rude('binary');
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
    expect((await rude('empty')).status).toBe(204);
  });

  it.each([
    ['throw', 500, 'Internal Server Error'],
    ['exit', 500, 'Internal Server Error'],
    ['later', 500, 'Internal Server Error'],
    ['huge', 500, 'Internal Server Error'],
    ['loop', 503, 'Service Unavailable'],
    ['hang', 503, 'Service Unavailable'],
  ])('keeps a function inside that does this: %s', async (how, status, message) => {
    const response = await rude(how);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message });
    expect(await (await rude('fine')).text()).toBe('fine');
  });

  it('runs functions in UTC with their own environment', async () => {
    expect(await (await rude('zone')).json()).toEqual({ zone: 0, tz: 'UTC', own: false });
  });

  it('refuses bodies over 10 MB, invocations over 6 MB and long headers as the gateway does', async () => {
    const post = (bytes: number) =>
      fetch(`${platform.url}/big`, { method: 'POST', body: Buffer.alloc(bytes, 0x61) });
    expect((await post(10 * 1024 * 1024 + 1)).status).toBe(413);
    const refused = await post(7 * 1024 * 1024);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toEqual({ message: 'Request Entity Too Large' });
    expect((await fetch(platform.url, { headers: { 'x-long': 'a'.repeat(10_300) } })).status).toBe(431);
  });

  it('takes a path that is not URL-encoded', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${platform.url}`, { path: '/rude/%zz' }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});
