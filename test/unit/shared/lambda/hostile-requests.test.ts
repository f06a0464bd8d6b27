import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, good } from './things.ts';

const text = fc.string({ unit: 'binary', maxLength: 30 });
const segment = fc.oneof(
  text,
  fc.constantFrom('v1', 'things', 'thg_1', '..', '%00', '%ff', '%zz', '__proto__', ''),
);
const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`);
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', '');
const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 });
const body = fc.oneof(
  text,
  value.map((each) => JSON.stringify(each)),
  fc.record({ name: fc.oneof(text, value), inner: value }).map((each) => JSON.stringify(each)),
);
const headerName = fc.constantFrom(
  'If-Match',
  'Idempotency-Key',
  'Origin',
  'content-type',
  'x-other',
  '__proto__',
);
const headers = fc.dictionary(headerName, text, { maxKeys: 4 });

describe('serve', () => {
  it('answers every request with a success or a refusal, never with a fault', async () => {
    const request = fc.record({
      method,
      path,
      headers,
      query: text,
      body: fc.option(body, { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method: verb, path: address, headers: sent, ...rest }) => {
        const line = `${verb} ${address.replaceAll(' ', '%20')}`;

        const reply = await ask(line, { ...rest, headers: { ...good, ...sent } });

        expect(reply.statusCode).toBeGreaterThanOrEqual(200);
        expect(reply.statusCode).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'names the field %s like every other that it does not know',
    async (name) => {
      const reply = await ask('POST /v1/things', { body: `{"name":"a","inner":{"size":1,"${name}":1}}` });

      expect(reply.json.errors).toEqual([{ path: `inner.${name}`, message: expect.any(String) }]);
    },
  );
});
