import type { BusinessTime } from '../business-time/business-time.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { isOpenClock, type SlaClock } from './clock.ts';

/** Business milliseconds that the clock had used up at an instant (epoch milliseconds); postponed time does not count. */
export function usedMs(clock: SlaClock, hours: BusinessTime, untilMs: number): number {
  let used = 0;
  let cursor = toEpochMs(clock.startedAt);
  for (const pause of clock.pauses) {
    used += hours.elapsedMs(cursor, Math.min(toEpochMs(pause.from), untilMs));
    cursor = Math.max(cursor, pause.to === null ? untilMs : toEpochMs(pause.to));
  }
  return used + hours.elapsedMs(cursor, untilMs);
}

/** The earliest instant at which the clock has used so many business milliseconds; null when a lasting pause stops it before. */
export function reachedAt(clock: SlaClock, hours: BusinessTime, businessMs: number): Instant | null {
  let left = businessMs;
  let cursor = toEpochMs(clock.startedAt);
  for (const pause of clock.pauses) {
    const used = hours.elapsedMs(cursor, toEpochMs(pause.from));
    if (used >= left) break;
    if (pause.to === null) return null;
    left -= used;
    cursor = Math.max(cursor, toEpochMs(pause.to));
  }
  return toInstant(hours.addMs(cursor, left));
}

/** The clock with its warning and due time as start, pauses, target and calendar now give them; a breach stays where it was. */
export function withMoments(clock: SlaClock, hours: BusinessTime): SlaClock {
  if (!isOpenClock(clock) || clock.state === 'missed') return clock;
  if (clock.targetMinutes === null) return { ...clock, warnAt: null, dueAt: null };
  // One percent of a minute is 600 ms, so both are whole milliseconds.
  return {
    ...clock,
    warnAt: reachedAt(clock, hours, clock.targetMinutes * clock.warnAtPercent * 600),
    dueAt: reachedAt(clock, hours, clock.targetMinutes * 60_000),
  };
}
