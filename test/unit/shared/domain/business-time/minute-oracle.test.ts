import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import { aCalendar, anyHolidays, anyWeekly } from './calendars.ts';
import { openMinuteOracle } from './minute-oracle.ts';

const windowDays = 45;
const anyCase = fc
  .constantFrom(
    ['Europe/Rome', '2026-02-20'],
    ['Europe/Rome', '2026-09-20'],
    ['America/New_York', '2026-02-01'],
    ['America/St_Johns', '2006-10-01'],
    ['Australia/Lord_Howe', '2026-03-01'],
    ['Pacific/Apia', '2011-12-01'],
    ['Africa/Casablanca', '2024-02-20'],
    ['Africa/Cairo', '2010-08-01'],
    ['Asia/Gaza', '2025-02-15'],
    ['America/Caracas', '2007-11-20'],
    ['Asia/Kathmandu', '1985-12-20'],
    ['Asia/Pyongyang', '2015-08-01'],
    ['Antarctica/Troll', '2026-03-01'],
    ['Pacific/Kwajalein', '1993-08-01'],
    ['America/Sao_Paulo', '2018-10-01'],
    ['UTC', '2026-01-01'],
  )
  .chain(([timezone, fromDate]) =>
    fc.record({
      timezone: fc.constant(timezone!),
      fromDate: fc.constant(fromDate!),
      weekly: anyWeekly,
      holidays: anyHolidays(fromDate!, windowDays),
      startMs: fc.integer({ min: 0, max: 25 * 86_400_000 }),
      seconds: fc.integer({ min: 0, max: 19 * 86_400 }),
    }),
  );

describe('business time against a minute-by-minute oracle', () => {
  it('agrees on add, elapsed, open and the way back', () => {
    fc.assert(
      fc.property(anyCase, ({ timezone, fromDate, weekly, holidays, startMs, seconds }) => {
        const calendar = aCalendar({ timezone, weekly, holidays });
        const oracle = openMinuteOracle(calendar, fromDate, windowDays);
        const time = openBusinessTime(calendar);
        const at = oracle.fromMs + startMs;
        const businessMs = seconds * 1_000;

        const reached = time.addMs(at, businessMs);

        const expected = oracle.addMs(at, businessMs);
        if (expected === null) expect(reached).toBeGreaterThan(oracle.toMs);
        else expect(reached).toBe(expected);
        expect(time.elapsedMs(at, reached)).toBe(businessMs);
        expect(time.elapsedMs(at, at + businessMs)).toBe(oracle.elapsedMs(at, at + businessMs));
        expect(time.isOpen(new Date(at).toISOString())).toBe(oracle.isOpen(at));
      }),
      { numRuns: 300 },
    );
  });

  it('opens next where the oracle opens next', () => {
    fc.assert(
      fc.property(anyCase, ({ timezone, fromDate, weekly, holidays, startMs }) => {
        const calendar = aCalendar({ timezone, weekly, holidays });
        const oracle = openMinuteOracle(calendar, fromDate, windowDays);
        const at = oracle.fromMs + startMs;

        const opening = Date.parse(openBusinessTime(calendar).nextOpening(new Date(at).toISOString()));

        const end = Math.min(opening, oracle.toMs);
        expect(oracle.elapsedMs(at, end)).toBe(0);
        if (opening < oracle.toMs) expect(oracle.isOpen(opening)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
