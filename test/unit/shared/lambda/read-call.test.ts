import { beforeEach, describe, expect, it } from 'vitest';
import { ask, good, keptAnswers, open, seen } from './things.ts';

beforeEach(() => {
  keptAnswers.clear();
  seen.length = 0;
});

describe('readCall', () => {
  it.each([
    ['missing and unknown fields', { other: 1 }, ['name', 'other']],
    ['an unknown inner field', { name: 'a', inner: { size: 1, more: 1 } }, ['inner.more']],
    ['a wrong inner type', { name: 'a', inner: { size: 'x' } }, ['inner.size']],
    ['text that is no JSON', '{"name":', ['$']],
    ['a list', [], ['$']],
    ['NUL in text', { name: 'a\0b' }, ['name']],
    ['half a surrogate pair', '{"name":"\\ud800"}', ['name']],
    ['the key __proto__', '{"name":"a","__proto__":{"x":1}}', ['__proto__']],
    [
      'very deep nesting',
      `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      [expect.stringMatching(/^name\./)],
    ],
  ])('refuses %s and names it', async (_name, body, paths) => {
    const reply = await open(body);

    expect(reply.json).toMatchObject({ status: 400, code: 'invalid' });
    expect(reply.json.errors.map((fault: { path: string }) => fault.path)).toEqual(paths);
    expect(seen).toEqual([]);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const bytes = Uint8Array.of(0x22, 0xff, 0x22);

    const reply = await ask('POST /v1/things', {
      bytes,
      headers: { ...good, 'content-type': 'application/json' },
    });

    expect(reply.json).toMatchObject({ status: 400, errors: [{ path: '$' }] });
  });

  it('takes a body in base64', async () => {
    const bytes = new TextEncoder().encode('{"name":"è"}');

    const reply = await ask('POST /v1/things', {
      bytes,
      headers: { ...good, 'content-type': 'application/json; charset=utf-8' },
    });

    expect(reply.json).toMatchObject({ tags: ['è'] });
  });

  it('names missing fields when there is no body at all', async () => {
    const reply = await ask('POST /v1/things');

    expect(reply.json.errors).toEqual([{ path: 'name', message: 'Required: string' }]);
  });

  it('tells the faults of query and body together', async () => {
    const reply = await ask('POST /v1/things', { query: 'loud=maybe&x=1', body: {} });

    expect(reply.json.errors.map((fault: { path: string }) => fault.path)).toEqual(['loud', 'x', 'name']);
  });

  it.each(['loud=yes&loud=no', 'loud=%00', 'loud=%ff'])('refuses the query %s', async (query) => {
    const reply = await ask('POST /v1/things', { query, body: { name: 'a' } });

    expect(reply.json).toMatchObject({ status: 400, errors: [{ path: 'loud' }] });
  });

  it('refuses another media type', async () => {
    const reply = await open('a,b', { 'Content-Type': 'text/csv' });

    expect(reply.json).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it('refuses JSON over 5 MB', async () => {
    const reply = await open({ name: 'x'.repeat(5_000_000) });

    expect(reply.json).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('hands on raw bytes of the declared type, to 4 MB', async () => {
    const headers = { 'content-type': 'message/rfc822' };
    const line = 'POST /webhooks/raw/src_1';

    const taken = await ask(line, { headers, bytes: new Uint8Array(10) });
    const large = await ask(line, { headers, bytes: new Uint8Array(4_000_001) });

    expect(taken).toMatchObject({ statusCode: 200, body: '10 /webhooks/raw/src_1' });
    expect(large.json).toMatchObject({ status: 413 });
  });

  it.each([
    ['"7"', 7],
    ['W/"7"', 7],
    ['*', null],
  ])('reads If-Match %s', async (tag, version) => {
    await open({ name: 'a' }, { 'if-match': tag });

    expect(seen).toMatchObject([{ ifMatch: version }]);
  });

  it.each([
    ['If-Match', '7'],
    ['If-Match', '"a"'],
    ['Idempotency-Key', ''],
    ['Idempotency-Key', 'a b'],
    ['Idempotency-Key', 'è'],
    ['Idempotency-Key', 'x'.repeat(256)],
  ])('refuses %s: %s', async (name, value) => {
    const reply = await open({ name: 'a' }, { [name]: value });

    expect(reply.json).toMatchObject({ status: 400, errors: [{ path: name }] });
  });

  it('gives the same hash to the same body in another order, and another to another body', async () => {
    await open('{"name":"a","inner":{"size":1}}', { 'idempotency-key': 'again-1' });
    await open('{ "inner": { "size": 1 }, "name": "a" }', { 'idempotency-key': 'again-2' });
    await open('{"name":"b"}', { 'idempotency-key': 'again-3' });

    const hashes = seen.map((call) => call.idempotency?.bodyHash);
    expect(seen[0]?.idempotency?.key).toBe('again-1');
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });
});
