import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';

const Thing = z.strictObject({
  name: z.string().min(1),
  note: z.string().nullable().default(null),
  tags: z.array(z.string()).default(['new']),
  device: z
    .strictObject({ phone: z.string(), use: z.enum(['never', 'always']).default('never') })
    .nullable()
    .default(null),
  inner: z.strictObject({ one: z.int().default(1), two: z.int().default(2) }).prefault({}),
});
const thing = Thing.parse({ name: 'Thing', note: 'kept', inner: { one: 7 } });
const patched = (patch: object) => withPatch(Thing, thing, patchOf(Thing).parse(patch));

describe('patchOf', () => {
  it('requires nothing and fills in nothing, at any depth', () => {
    expect(patchOf(Thing).parse({})).toEqual({});
    expect(patchOf(Thing).parse({ inner: {}, device: { phone: '1' } })).toEqual({
      inner: {},
      device: { phone: '1' },
    });
  });

  it.each([{ colour: 'red' }, { inner: { three: 3 } }, { name: '' }, { note: 1 }, { inner: null }])(
    'refuses %j',
    (patch) => {
      expect(patchOf(Thing).safeParse(patch).success).toBe(false);
    },
  );
});

describe('withPatch', () => {
  it.each([
    [{}, {}],
    [{ note: null }, { note: null }],
    [{ tags: [] }, { tags: [] }],
    [{ inner: { two: 9 } }, { inner: { one: 7, two: 9 } }],
    [{ device: { phone: '1' } }, { device: { phone: '1', use: 'never' } }],
  ])('%j changes %j', (patch, expected) => {
    expect(patched(patch)).toEqual({ ...thing, ...expected });
  });

  it('leaves out what the schema does not know', () => {
    expect(withPatch(Thing, { ...thing, id: 'thg_1', version: 3 }, {})).toEqual(thing);
  });

  it('refuses a whole that does not fit together', () => {
    expect(() => patched({ device: { use: 'always' } })).toThrow(
      expect.objectContaining({
        code: 'invalid',
        details: { errors: [expect.objectContaining({ path: 'device.phone' })] },
      }),
    );
  });

  it('does not touch the prototype of anything', () => {
    const patch = JSON.parse('{"inner":{"__proto__":{"one":5}}}');

    expect(() => withPatch(Thing, thing, patch)).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(Reflect.get({}, 'one')).toBeUndefined();
  });
});
