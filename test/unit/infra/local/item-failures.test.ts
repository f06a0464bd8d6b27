import { describe, expect, it } from 'vitest';
import { parseItemFailures } from '#infra/local/item-failures.ts';

describe('the answer of a function to a batch', () => {
  it.each([
    [null, []],
    [undefined, []],
    [{}, []],
    [{ batchItemFailures: null }, []],
    [{ batchItemFailures: [] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'a' }] }, ['a']],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, null],
    [{ batchItemFailures: [{ itemIdentifier: null }] }, null],
    [{ batchItemFailures: [{ wrongName: 'a' }] }, null],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }, null],
    [{ batchItemFailures: 'a' }, null],
    ['text', null],
  ])('%j means %j', (payload, expected) => {
    expect(parseItemFailures(payload, new Set(['a', 'b']))).toEqual(expected);
  });
});
