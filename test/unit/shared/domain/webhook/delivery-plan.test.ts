import { describe, expect, it } from 'vitest';
import { toEpochMs, toInstant } from '#shared/domain/business-time/instant.ts';
import { afterBreaker, nextTryAt } from '#shared/domain/webhook/delivery-plan.ts';
import { atMinute, startMs } from '#test/support/builders.ts';

const giveUpAt = atMinute(24 * 60);
const planned = { at: atMinute(0), giveUpAt, chance: 0.5, retryAfterSeconds: null };
const secondsTo = (next: string | null) => (toEpochMs(next ?? '') - startMs) / 1000;

describe('nextTryAt', () => {
  it.each([
    [1, 10],
    [2, 60],
    [3, 300],
    [4, 1800],
    [5, 7200],
    [6, 14_400],
    [11, 14_400],
  ])('waits after try %i for %i s', (tries, seconds) => {
    expect(secondsTo(nextTryAt(tries, planned))).toBe(seconds);
  });

  it('differs by a tenth, so that what failed together comes apart', () => {
    expect(secondsTo(nextTryAt(3, { ...planned, chance: 0 }))).toBe(270);
    expect(secondsTo(nextTryAt(3, { ...planned, chance: 0.999_999 }))).toBe(330);
  });

  it.each([
    ['later than planned', 600, 600],
    ['sooner than planned', 5, 10],
    ['after the day', 999_999, 86_400],
  ])('heeds what the other side asks for: %s', (_, retryAfterSeconds, seconds) => {
    expect(secondsTo(nextTryAt(1, { ...planned, retryAfterSeconds }))).toBe(seconds);
  });

  it('has its last try at the end of the day, and none after it', () => {
    const evening = { ...planned, at: atMinute(23 * 60) };

    expect(nextTryAt(12, evening)).toBe(giveUpAt);
    expect(nextTryAt(13, { ...evening, at: giveUpAt })).toBeNull();
  });

  it('tries some twelve times in all', () => {
    let at = planned.at;
    let tries = 0;
    for (let next: string | null = at; next !== null; next = nextTryAt(tries, { ...planned, at })) {
      at = next;
      tries += 1;
    }
    expect(tries).toBe(12);
    expect(at).toBe(giveUpAt);
  });
});

describe('afterBreaker', () => {
  it('spreads what waited over half a minute, and never beyond the day', () => {
    expect(afterBreaker(atMinute(10), { giveUpAt, chance: 0 })).toBe(atMinute(10));
    expect(afterBreaker(atMinute(10), { giveUpAt, chance: 0.5 })).toBe(atMinute(10.25));
    expect(afterBreaker(toInstant(toEpochMs(giveUpAt) - 1), { giveUpAt, chance: 0.9 })).toBe(giveUpAt);
  });
});
