import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import type { SlaClock } from '#shared/domain/sla/clock.ts';
import {
  endClock,
  pauseClock,
  recomputeClocks,
  resumeClock,
  startClock,
} from '#shared/domain/sla/clock-changes.ts';
import { breachDue } from '#shared/domain/sla/due-clocks.ts';
import { aCalendar, anyHolidays, anyWeekly } from '../business-time/calendars.ts';
import { aContext, aLevel, officeHours, on } from './clocks.ts';

const startedMs = Date.parse('2026-03-20T10:00:00.000Z');
const toText = (atMs: number) => new Date(atMs).toISOString();

/** Gaps between pause, resume, pause, …, in seconds, over the change of the clocks in Rome. */
const anyGaps = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 200_000 })),
  {
    maxLength: 6,
  },
);
const anyHours = fc
  .tuple(anyWeekly, anyHolidays('2026-03-20', 30))
  .map(([weekly, holidays]) => openBusinessTime(aCalendar({ weekly, holidays })));

function pauseAndResume(gaps: readonly (readonly [number, number])[], context: ReturnType<typeof aContext>) {
  let clock = startClock('firstAnswer', toText(startedMs), context).clock as SlaClock;
  let atMs = startedMs;
  const unpaused: [number, number][] = [];
  for (const [running, paused] of gaps) {
    unpaused.push([atMs, atMs + running * 1_000]);
    atMs += running * 1_000;
    clock = pauseClock(clock, { hours: context.hours, at: toText(atMs) }).clock as SlaClock;
    atMs += paused * 1_000;
    clock = resumeClock(clock, { hours: context.hours, at: toText(atMs) }).clock as SlaClock;
  }
  return { clock, atMs, unpaused };
}

describe('a clock with pauses', () => {
  it('is due after exactly its target of business time outside the pauses', () => {
    fc.assert(
      fc.property(anyGaps, anyHours, fc.integer({ min: 1, max: 10_000 }), (gaps, hours, targetMinutes) => {
        const context = aContext(toText(startedMs), { hours, level: aLevel({ firstAnswer: targetMinutes }) });

        const { clock, atMs, unpaused } = pauseAndResume(gaps, context);

        const dueMs = Date.parse(clock.dueAt!);
        const used = [...unpaused, [atMs, Number.POSITIVE_INFINITY]].reduce(
          (sum, [from, to]) => sum + hours.elapsedMs(from!, Math.min(to!, dueMs)),
          0,
        );
        expect(used).toBe(targetMinutes * 60_000);
        expect(breachDue([clock], toText(dueMs - 1)).facts).toEqual([]);
        expect(breachDue([clock], toText(dueMs)).facts).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('ends with exactly the business time outside the pauses', () => {
    fc.assert(
      fc.property(anyGaps, anyHours, fc.integer({ min: 0, max: 500_000 }), (gaps, hours, lastSeconds) => {
        const context = aContext(toText(startedMs), { hours });
        const { clock, atMs, unpaused } = pauseAndResume(gaps, context);
        const endMs = atMs + lastSeconds * 1_000;

        const ended = endClock(clock, { ...context, at: toText(endMs) }).clock;

        const usedMs = [...unpaused, [atMs, endMs]].reduce(
          (sum, [from, to]) => sum + hours.elapsedMs(from!, to!),
          0,
        );
        expect(ended?.elapsedSeconds).toBe(usedMs / 1_000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('pauseClock and resumeClock', () => {
  const running = startClock('firstAnswer', on('mon 09:00'), aContext(on('mon 09:00'))).clock as SlaClock;
  const paused = pauseClock(running, aContext(on('mon 09:30'))).clock as SlaClock;

  it('do nothing twice', () => {
    expect(pauseClock(paused, aContext(on('mon 09:40')))).toEqual({ clock: paused, facts: [] });
    expect(resumeClock(running, aContext(on('mon 09:40')))).toEqual({ clock: running, facts: [] });
  });

  it('leave no trace of a pause without length', () => {
    expect(resumeClock(paused, aContext(on('mon 09:30'))).clock).toEqual(running);
  });

  it('do not touch an ended clock', () => {
    const ended = endClock(running, aContext(on('mon 09:30'))).clock as SlaClock;

    expect(pauseClock(ended, aContext(on('mon 10:00'))).clock).toBe(ended);
    expect(endClock(ended, aContext(on('mon 10:00'))).clock).toBe(ended);
  });
});

describe('recomputeClocks', () => {
  it('gives the same clocks however often it runs, and undoes itself with the old calendar', () => {
    fc.assert(
      fc.property(anyGaps, anyHours, anyHours, (gaps, hours, otherHours) => {
        const context = aContext(toText(startedMs), { hours });
        const clocks = [pauseAndResume(gaps, context).clock];

        const changed = recomputeClocks(clocks, { ...context, hours: otherHours });
        const again = recomputeClocks(changed.clocks, { ...context, hours: otherHours });
        const back = recomputeClocks(again.clocks, context);

        expect(again).toEqual({ clocks: changed.clocks, facts: [] });
        expect(back.clocks).toEqual(clocks);
      }),
      { numRuns: 100 },
    );
  });

  it('tells a paused clock that its shorter target was reached before the pause', () => {
    const context = aContext(on('mon 09:00'));
    const running = startClock('firstAnswer', on('mon 09:00'), context).clock as SlaClock;
    const paused = pauseClock(running, aContext(on('mon 10:00'))).clock as SlaClock;

    const recomputed = recomputeClocks([paused], { ...context, level: aLevel({ firstAnswer: 30 }) });

    expect(recomputed.clocks[0]?.dueAt).toBe(on('mon 09:30'));
  });

  it('counts postponed nights only as far as they were open', () => {
    const context = aContext(on('mon 16:00'), { hours: officeHours });
    const running = startClock('firstAnswer', on('mon 16:00'), context).clock as SlaClock;
    const paused = pauseClock(running, { hours: officeHours, at: on('mon 16:30') }).clock as SlaClock;

    const resumed = resumeClock(paused, { hours: officeHours, at: on('tue 10:00') }).clock;

    expect(resumed?.dueAt).toBe(on('tue 11:30'));
  });
});
