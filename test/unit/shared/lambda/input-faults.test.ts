import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { toInputFaults } from '#shared/lambda/input-faults.ts';

function faultsOf(schema: z.ZodType, value: unknown) {
  return toInputFaults(schema.safeParse(value).error?.issues ?? []);
}

const Action = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('assign'), agentId: z.string() }),
  z.strictObject({ type: z.literal('stop') }),
]);
const Either = z.union([z.strictObject({ reply: z.strictObject({ body: z.string() }) }), z.string()]);

describe('toInputFaults', () => {
  it.each([
    ['a missing field', z.strictObject({ name: z.string() }), {}, ['name: Required: string']],
    ['a field that is not known', z.strictObject({}), { 'a.b': 1 }, ['a.b: Unknown field']],
    ['an item of a list', z.array(z.int()), [1, 'x'], ['1: expected number, received string']],
    ['a variant', Action, { type: 'assign', agentId: 1 }, ['agentId: expected string, received number']],
    ['the kind of a variant', Action, { type: 'x' }, [expect.stringMatching(/^type: /)]],
    [
      'the nearest alternative',
      Either,
      { reply: { body: 1 } },
      ['reply.body: expected string, received number'],
    ],
    [
      'a value in a record',
      z.record(z.string(), z.int()),
      { one: 'x' },
      ['one: expected number, received string'],
    ],
    ['everything', z.strictObject({}), 'text', ['$: expected object, received string']],
  ])('names %s', (_name, schema, ...[value, expected]) => {
    const faults = faultsOf(schema, value).map(({ path, message }) => `${path}: ${message}`);

    expect(faults).toEqual(expected);
  });

  it('stays small whatever came in', () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, at) => [`${'x'.repeat(1_000)}${at}`, 1]),
    );

    const faults = faultsOf(z.strictObject({}), unknown);

    expect(faults).toHaveLength(50);
    expect(JSON.stringify(faults).length).toBeLessThan(20_000);
  });

  it('never repeats what came in', () => {
    const faults = faultsOf(z.strictObject({ kind: z.enum(['a']), mail: z.email() }), {
      kind: 'secret-1',
      mail: 'secret-2',
    });

    expect(JSON.stringify(faults)).not.toContain('secret');
  });
});
