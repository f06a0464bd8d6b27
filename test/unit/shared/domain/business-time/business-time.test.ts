import { describe, expect, it } from 'vitest';
import { alwaysOpen, openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import { weekdays } from '#shared/domain/business-time/calendar.ts';
import { aCalendar, weeklyOf } from './calendars.ts';
import { office, vectors } from './vectors.ts';

describe('add', () => {
  it.each(vectors)('$what', ({ calendar, at, minutes, due }) => {
    const time = openBusinessTime(calendar);

    const reached = time.add(at, minutes);

    expect(reached).toBe(`${due}:00.000Z`);
    expect(time.elapsedMinutes(at, reached)).toBe(minutes);
  });

  it('lets a holiday close what begins on it and nothing that began the evening before', () => {
    const calendar = aCalendar({
      timezone: 'UTC',
      weekly: weeklyOf(weekdays, [{ from: '22:00', to: '02:00' }]),
      holidays: [{ date: '2026-12-25', name: 'Christmas' }],
    });
    const time = openBusinessTime(calendar);

    const isOpenAt = (at: string) => time.isOpen(`2026-12-${at}:00.000Z`);

    expect(isOpenAt('25T01:59')).toBe(true);
    expect(isOpenAt('25T22:00')).toBe(false);
    expect(isOpenAt('26T01:00')).toBe(false);
    expect(time.add('2026-12-24T22:00:00.000Z', 300)).toBe('2026-12-26T23:00:00.000Z');
  });

  it('passes holidays that close everything for years', () => {
    const dates = Array.from({ length: 3 * 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const calendar = aCalendar({ timezone: 'UTC', holidays: dates.map((date) => ({ date, name: null })) });
    const time = openBusinessTime(calendar);

    expect(time.nextOpening('2026-01-01T00:00:00.000Z')).toBe('2029-01-01T09:00:00.000Z');
    expect(time.add('2025-12-31T16:30:00.000Z', 60)).toBe('2029-01-01T09:30:00.000Z');
  });

  it('reaches any distance, and stops telling at the end of the year 9999', () => {
    const sparse = openBusinessTime(
      aCalendar({ timezone: 'America/New_York', weekly: { sunday: [{ from: '12:00', to: '12:01' }] } }),
    );

    expect(sparse.add('2026-01-01T00:00:00.000Z', 52_178)).toBe('3026-01-01T17:01:00.000Z');
    expect(sparse.add('2026-01-01T00:00:00.000Z', 10_512_000)).toBe('9999-12-31T23:59:59.999Z');
  });

  it.each([-1, Number.NaN])('refuses to go %d minutes', (minutes) => {
    expect(() => alwaysOpen.add('2026-01-01T00:00:00.000Z', minutes)).toThrow(RangeError);
  });

  it('is fast enough to be asked for every ticket', () => {
    const time = openBusinessTime(aCalendar({ holidays: [{ date: '2026-12-25', name: null }] }));
    // The best of several rounds: what else the machine does is not measured.
    const microsecondsPerAdd = (minutes: number) => {
      const rounds = Array.from({ length: 8 }, () => {
        const startedMs = performance.now();
        for (let index = 0; index < 1_000; index += 1) time.add('2026-03-06T16:00:00.000Z', minutes);
        return performance.now() - startedMs;
      });
      return Math.min(...rounds);
    };

    const week = microsecondsPerAdd(2_400);
    const year = microsecondsPerAdd(124_800);

    expect(week).toBeLessThan(10);
    expect(year).toBeLessThan(100);
  });
});

describe('elapsed', () => {
  it('is nothing when the end is not later', () => {
    const time = openBusinessTime(office);

    expect(time.elapsedMinutes('2026-03-09T12:00:00.000Z', '2026-03-09T10:00:00.000Z')).toBe(0);
  });

  it('counts whole seconds and minutes', () => {
    const time = openBusinessTime(office);

    expect(time.elapsedSeconds('2026-03-06T16:59:00.500Z', '2026-03-09T09:00:59.700Z')).toBe(119);
    expect(time.elapsedMinutes('2026-03-06T16:59:00.500Z', '2026-03-09T09:00:59.700Z')).toBe(1);
  });

  it('is real time when always open', () => {
    expect(alwaysOpen.elapsedSeconds('2026-03-06T16:59:00.000Z', '2026-03-07T16:59:01.000Z')).toBe(86_401);
  });
});

describe('the same calendar opened again', () => {
  it('is compiled once, also from another object with the same hours', () => {
    expect(openBusinessTime(aCalendar())).toBe(openBusinessTime(aCalendar({ name: 'Shop' })));
  });

  it('is another one under another zone', () => {
    expect(openBusinessTime(aCalendar())).not.toBe(openBusinessTime(aCalendar({ timezone: 'Asia/Tokyo' })));
  });
});
