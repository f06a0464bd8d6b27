import { describe, expect, it } from 'vitest';
import { nextFileId, nthFileId, sharedFileId } from '#shared/domain/attachment/file-id.ts';
import { countingIds } from '#test/support/builders.ts';

describe('the id of a file', () => {
  it('of many that came together leads to what they share', () => {
    const shared = nextFileId({ ids: countingIds(), draw: (below) => below - 1 });

    expect(shared).toMatch(/^att_[a-z0-9]{32}$/);
    expect(sharedFileId(nthFileId(shared, 249))).toBe(shared);
    expect(sharedFileId(shared)).toBe(shared);
  });
});
