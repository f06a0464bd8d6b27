import { describe, expect, it } from 'vitest';
import { openTimeZone } from '#shared/domain/business-time/time-zone.ts';

const hourMs = 3_600_000;

describe('openTimeZone', () => {
  it.each([
    ['Europe/Rome', '1900-06-01T00:00:00Z', 1],
    ['Europe/Rome', '2026-03-29T00:59:59Z', 1],
    ['Europe/Rome', '2026-03-29T01:00:00Z', 2],
    ['Europe/Rome', '2499-07-01T00:00:00Z', 2],
    ['Europe/Rome', '2500-01-01T00:00:00Z', 1],
    ['Europe/Rome', '9999-07-01T00:00:00Z', 2],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', -10],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', 14],
    ['Asia/Kolkata', '2026-01-01T00:00:00Z', 5.5],
    ['UTC', '0001-01-01T00:00:00Z', 0],
  ])('knows the distance of %s to UTC at %s', (zone, at, hours) => {
    const atMs = Date.parse(at);

    const period = openTimeZone(zone)(atMs);

    expect(period.offsetMs).toBe(hours * hourMs);
    expect(period.untilMs).toBeGreaterThan(atMs);
  });

  it('leaves no gap between one period and the next', () => {
    const zone = openTimeZone('America/New_York');
    let atMs = Date.UTC(2490, 0, 1);

    for (let step = 0; step < 100; step += 1) {
      const period = zone(atMs);
      expect(zone(period.untilMs - 1)).toEqual(period);
      expect(zone(period.untilMs).untilMs).toBeGreaterThan(period.untilMs);
      atMs = period.untilMs;
    }

    expect(atMs).toBeGreaterThan(Date.UTC(2510, 0, 1));
  });
});
