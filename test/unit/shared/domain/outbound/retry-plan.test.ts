import { describe, expect, it } from 'vitest';
import { nextTry } from '#shared/domain/outbound/retry-plan.ts';

const at = '2026-11-21T12:00:00.000Z';

describe('nextTry', () => {
  it.each([
    [1, '2026-11-21T12:00:10.000Z'],
    [2, '2026-11-21T12:01:00.000Z'],
    [3, '2026-11-21T12:05:00.000Z'],
    [4, '2026-11-21T12:30:00.000Z'],
    [5, '2026-11-21T14:00:00.000Z'],
    [6, null],
  ])('comes after %i tries at %s', (attempts, expected) => {
    expect(nextTry(attempts, at, null)).toBe(expected);
  });

  it('waits as long as the provider asks for', () => {
    expect(nextTry(1, at, 90)).toBe('2026-11-21T12:01:30.000Z');
    expect(nextTry(6, at, 90)).toBeNull();
  });
});
