import { weekdays } from '../business-time/calendar.ts';
import { type Instant, toEpochMs } from '../business-time/instant.ts';
import { openTimeZone } from '../business-time/time-zone.ts';
import { weekdayOf } from '../business-time/weekly-hours.ts';

/** Milliseconds that a clock on the wall of that zone shows, counted as if it hung in UTC. */
function toWallMs(at: Instant, zone: string): number {
  const atMs = toEpochMs(at);
  return atMs + openTimeZone(zone)(atMs).offsetMs;
}

/** As `HH:MM:SS`. */
export function localTime(at: Instant, zone: string): string {
  return new Date(toWallMs(at, zone)).toISOString().slice(11, 19);
}

export function localWeekday(at: Instant, zone: string): string | null {
  return weekdays[weekdayOf(toWallMs(at, zone))] ?? null;
}
