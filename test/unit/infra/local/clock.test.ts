import { afterEach, describe, expect, it, vi } from 'vitest';
import { LocalClock } from '#infra/local/clock.ts';
import { PlatformStore } from '#infra/local/platform-store.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the platform clock', () => {
  it('runs with the wall, moves forward only, and is kept', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const store = new PlatformStore(':memory:');
    const clock = new LocalClock(store);
    expect(clock.now()).toBe(1_000_000);

    clock.moveTo(1_500_000);
    clock.moveTo(1_200_000);
    vi.setSystemTime(1_000_010);

    expect(clock.now()).toBe(1_500_010);
    expect(new LocalClock(store).now()).toBe(1_500_010);
  });

  it('does not follow a wall clock that was set back', () => {
    vi.useFakeTimers({ now: 2_000_000 });
    const store = new PlatformStore(':memory:');
    new LocalClock(store).keep();

    vi.setSystemTime(1_000_000);

    expect(new LocalClock(store).now()).toBe(2_000_000);
  });
});
