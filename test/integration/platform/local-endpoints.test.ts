import { describe, expect, it } from 'vitest';
import { start } from './start-small.ts';

const parts = { functions: {}, resources: {} };

describe('the local endpoints', () => {
  it('advance the clock', async () => {
    const { url, now } = await start(parts);
    const before = now();

    const response = await fetch(`${url}/_local/clock`, { method: 'POST', body: '{"advanceSeconds":90}' });

    expect(response.status).toBe(200);
    const answer = (await response.json()) as { now: string };
    expect(Date.parse(answer.now)).toBeGreaterThanOrEqual(before + 90_000);
    expect(((await (await fetch(`${url}/_local/clock`)).json()) as { now: string }).now >= answer.now).toBe(
      true,
    );
  });

  it.each([
    ['POST', '/_local/clock', '{"advanceSeconds":-1}', 400],
    ['POST', '/_local/clock', '{"advanceSeconds":"1"}', 400],
    ['POST', '/_local/clock', '{"advanceSeconds":1,"more":1}', 400],
    ['POST', '/_local/clock', '', 400],
    ['POST', '/_local/outbox/answers', '{"urlContains":"x","status":99,"times":1}', 400],
    ['POST', '/_local/outbox/answers', '[]', 400],
    ['PUT', '/_local/objects/nowhere/key', 'x', 404],
    ['PUT', '/_local/objects/mail/%zz', 'x', 400],
    ['GET', '/_local/nothing', undefined, 404],
    ['DELETE', '/_local/clock', undefined, 405],
  ])('refuse %s %s %s', async (...[method, path, body, status]) => {
    const { url } = await start(parts);

    const response = await fetch(`${url}${path}`, { method, ...(body !== undefined && { body }) });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status,
      code: expect.any(String),
      detail: expect.any(String),
    });
  });

  it('say what a provider shall answer, and forget it', async () => {
    const { url } = await start(parts);
    const body = JSON.stringify({ urlContains: 'example.com', status: 503, times: 2 });

    expect((await fetch(`${url}/_local/outbox/answers`, { method: 'POST', body })).status).toBe(201);
    expect((await fetch(`${url}/_local/outbox/answers`, { method: 'DELETE' })).status).toBe(204);
    expect(await (await fetch(`${url}/_local/outbox`)).json()).toEqual({ items: [] });
  });

  it('show a page', async () => {
    const { url } = await start(parts);
    const page = await (await fetch(`${url}/_local/`)).text();
    expect(page).toContain('<h2>Queues</h2>');
    expect(page).toContain('Nothing was sent yet.');
  });

  it('settle when nothing is to be done', async () => {
    const { url } = await start(parts);
    expect((await fetch(`${url}/_local/settle`, { method: 'POST' })).status).toBe(200);
  });
});
