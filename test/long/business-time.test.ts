import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import {
  aCalendar,
  anyHolidays,
  anyWeekly,
  weeklyOf,
} from '../unit/shared/domain/business-time/calendars.ts';
import { type MinuteOracle, openMinuteOracle } from '../unit/shared/domain/business-time/minute-oracle.ts';

// 100,000 cases over all zones; each zone has four windows, each with a calendar of its own.
const zones = Intl.supportedValuesOf('timeZone');
const casesPerWindow = Math.ceil(100_000 / (zones.length * 4));

const office = fc.constant(
  weeklyOf(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], [{ from: '09:00', to: '17:00' }]),
);
const night = fc.constant(weeklyOf(['friday', 'saturday', 'sunday'], [{ from: '20:30', to: '04:15' }]));
const oneDay = fc
  .constantFrom('monday' as const, 'tuesday' as const, 'sunday' as const)
  .map((day) => weeklyOf([day], [{ from: '09:00', to: '17:00' }]));

/** Long enough for 2,000 business hours of each calendar: a year of office hours, five years of Tuesdays. */
const windows = [
  { weekly: office, days: 500, hours: 2_000 },
  { weekly: night, days: 750, hours: 2_000 },
  { weekly: oneDay, days: 2_000, hours: 2_000 },
  { weekly: anyWeekly, days: 400, hours: 1_000 },
];

function anyStartDate(days: number): fc.Arbitrary<string> {
  const first = Date.UTC(1973, 0, 1) / 86_400_000;
  const last = Date.UTC(2045, 0, 1) / 86_400_000 - days;
  return fc
    .integer({ min: first, max: last })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
}

interface Tally {
  cases: number;
  beyond: number;
}

function compare(oracle: MinuteOracle, time: ReturnType<typeof openBusinessTime>, tally: Tally) {
  return (startShare: number, businessMs: number) => {
    const at = oracle.fromMs + Math.floor(startShare * (oracle.toMs - oracle.fromMs));
    const reached = time.addMs(at, businessMs);
    const expected = oracle.addMs(at, businessMs);
    const until = Math.min(at + businessMs, oracle.toMs);

    if (expected === null) {
      tally.beyond += 1;
      expect(reached).toBeGreaterThan(oracle.toMs);
    } else expect(reached).toBe(expected);
    expect(time.elapsedMs(at, reached)).toBe(businessMs);
    expect(time.elapsedMs(at, until)).toBe(oracle.elapsedMs(at, until));
    tally.cases += 1;
  };
}

describe('business time over all zones of the tz data', () => {
  it('agrees with a minute-by-minute oracle on 100,000 random cases', () => {
    const tally: Tally = { cases: 0, beyond: 0 };
    for (const [zoneIndex, timezone] of zones.entries()) {
      for (const [windowIndex, { weekly, days, hours }] of windows.entries()) {
        const seed = zoneIndex * windows.length + windowIndex + 1;
        const setting = anyStartDate(days).chain((fromDate) =>
          fc.tuple(fc.constant(fromDate), weekly, anyHolidays(fromDate, days)),
        );
        const [fromDate, chosenWeekly, holidays] = fc.sample(setting, { seed, numRuns: 1 })[0]!;
        const calendar = aCalendar({ timezone, weekly: chosenWeekly, holidays });
        const oracle = openMinuteOracle(calendar, fromDate, days);
        const check = compare(oracle, openBusinessTime(calendar), tally);
        const cases = fc.tuple(
          fc.double({ min: 0, max: 0.999, noNaN: true }).map((share) => share * share),
          fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: hours * 60 })),
          fc.constantFrom(0, 0, 1, 29_999),
        );
        for (const [share, minutes, ms] of fc.sample(cases, { seed, numRuns: casesPerWindow })) {
          check(share, minutes * 60_000 + ms);
        }
      }
    }

    expect(tally.cases).toBeGreaterThanOrEqual(100_000);
    expect(tally.beyond).toBeLessThan(tally.cases / 3);
  });
});
