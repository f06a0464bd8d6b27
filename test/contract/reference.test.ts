import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it, vi } from 'vitest';
import { apiVersion } from '#functions/reference/api-version.ts';
import { handler } from '#functions/reference/function.ts';
import { httpEvent, lambdaContext } from '../unit/shared/lambda/http-event.ts';

vi.stubEnv('PUBLIC_URL', 'https://desk.example');

function get(path: string, method = 'GET') {
  return handler(httpEvent(`${method} ${path}`), lambdaContext);
}

describe('the reference', () => {
  it('answers that the system is well', async () => {
    const reply = await get('/health');

    expect(reply).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
  });

  it('gives a valid OpenAPI 3.1 document', async () => {
    const reply = await get('/openapi.json');

    const result = await new Validator().validate(JSON.parse(reply.body));
    expect(reply.headers['content-type']).toBe('application/json');
    expect(result).toMatchObject({ valid: true });
  });

  it('says of every parameter what it is', async () => {
    const { paths } = JSON.parse((await get('/openapi.json')).body);

    const operations: { parameters?: { name: string; schema: object }[] }[] = Object.values<object>(
      paths,
    ).flatMap(Object.values);
    const silent = operations
      .flatMap(({ parameters }) => parameters ?? [])
      .filter(({ schema }) => Object.keys(schema).length === 0);
    expect(silent).toEqual([]);
  });

  it('has the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));

    expect(apiVersion).toBe(version);
  });

  it('shows a page that loads nothing from elsewhere', async () => {
    const page = await get('/docs');

    const loaded = [...page.body.matchAll(/(?:src|href)="([^"#]+)/g)].map(([, address]) => address);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(new Set(loaded)).toEqual(new Set(['/docs/reference.css', '/docs/reference.js', '/openapi.json']));
    expect(page.body).not.toMatch(/ style=|<style|<script>/);
  });

  it('has a place on the page for every operation, shape and problem that it links to', async () => {
    const { body } = await get('/docs');

    const targets = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    const missing = targets.filter((id) => !body.includes(`id="${id}"`));
    expect(targets.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it.each([
    ['/docs/reference.css', 'text/css; charset=utf-8'],
    ['/docs/reference.js', 'text/javascript; charset=utf-8'],
  ])('serves %s', async (path, type) => {
    const reply = await get(path);

    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe(type);
  });

  it('leads from the type of a problem to its line', async () => {
    const reply = await get('/problems/not-found');

    expect(reply).toMatchObject({ statusCode: 302, headers: { location: '/docs#problem-not-found' } });
  });

  it.each(['/nothing', '/v1/nothing', '/docs/other.css', '/docs/..%2f..%2fetc', '/problems/%22'])(
    'answers %s with a problem document',
    async (path) => {
      const reply = await get(path);

      expect(reply.headers['content-type']).toBe('application/problem+json');
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
    },
  );
});
