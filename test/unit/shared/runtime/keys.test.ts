import { describe, expect, it } from 'vitest';
import { keysFrom, type MasterKeys, previousKeyDays } from '#shared/runtime/keys.ts';

const dayMs = 86_400_000;
const old = new Uint8Array(32).fill(1);
const fresh = new Uint8Array(32).fill(2);

function keys(masters: MasterKeys, atMs = 0) {
  return keysFrom(
    async () => masters,
    () => atMs,
  );
}

const before = keys({ current: old, previous: null });

describe('keysFrom', () => {
  it('derives the same key for the same purpose, and another for another', async () => {
    const [one, same, other] = await Promise.all([
      before.derive('cursor'),
      before.derive('cursor'),
      before.derive('ticket-token'),
    ]);

    expect(one).toEqual(same);
    expect(one.id).toBe(other.id);
    expect(one.key).not.toEqual(other.key);
    expect(one.key).toHaveLength(32);
  });

  it('finds a key by the id that it gave', async () => {
    const key = await before.derive('cursor');

    expect(await before.byId(key.id, 'cursor')).toEqual(key);
  });

  it.each([
    ['the last moment', previousKeyDays * dayMs - 1, true],
    ['90 days after it was replaced', previousKeyDays * dayMs, false],
  ])('knows the previous key until %s', async (_name, atMs, isKnown) => {
    const key = await before.derive('cursor');
    const after = keys({ current: fresh, previous: { key: old, replacedAtMs: 0 } }, atMs);

    const found = await after.byId(key.id, 'cursor');

    expect(found).toEqual(isKnown ? key : null);
  });

  it('signs with the current key once it is there', async () => {
    const after = keys({ current: fresh, previous: { key: old, replacedAtMs: 0 } });

    expect((await after.derive('cursor')).id).not.toBe((await before.derive('cursor')).id);
  });

  it('knows no other key', async () => {
    expect(await before.byId('AAAAAAAA', 'cursor')).toBeNull();
  });
});
