import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '#shared/domain/business-time/calendar.ts';

/**
 * Business time the dumb way: looks at the wall clock of every single minute of a window. Knows nothing of changes
 * of the clocks; it asks the zone for each day, and for each minute of a day at whose ends the answers differ.
 * Exact from 1973 on, since when every zone's distance to UTC is whole minutes.
 */
export interface MinuteOracle {
  readonly fromMs: number;
  readonly toMs: number;
  isOpen(atMs: number): boolean;
  elapsedMs(fromMs: number, toMs: number): number;
  /** Null when the window ends first. */
  addMs(atMs: number, businessMs: number): number | null;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function toMinutes(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return hours! * 60 + minutes!;
}

function intervalsBegunOn(calendar: Calendar, date: Temporal.PlainDate): { from: number; to: number }[] {
  const name = date.toString();
  if (calendar.holidays.some((holiday) => holiday.date === name)) return [];
  const intervals = calendar.weekly[names[date.dayOfWeek - 1]!] ?? [];
  return intervals.map(({ from, to }) => ({ from: toMinutes(from), to: toMinutes(to) }));
}

function minutesOfDate(calendar: Calendar, localDay: number): Uint8Array {
  const date = Temporal.PlainDate.from('1970-01-01').add({ days: localDay });
  const today = intervalsBegunOn(calendar, date);
  const yesterday = intervalsBegunOn(calendar, date.subtract({ days: 1 }));
  const minutes = new Uint8Array(1_440);
  for (let minute = 0; minute < 1_440; minute += 1) {
    const begun = today.some(({ from, to }) => minute >= from && (minute < to || to < from));
    const stillOpen = yesterday.some(({ from, to }) => to < from && minute < to);
    if (begun || stillOpen) minutes[minute] = 1;
  }
  return minutes;
}

function offsetMs(zone: string, atMs: number): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

function isOpenByMinute(calendar: Calendar, fromMs: number, days: number): Uint8Array {
  const open = new Uint8Array(days * 1_440);
  const dates = new Map<number, Uint8Array>();
  const dateOf = (localDay: number) => {
    const known = dates.get(localDay);
    if (known) return known;
    const date = minutesOfDate(calendar, localDay);
    dates.set(localDay, date);
    return date;
  };
  for (let day = 0; day < days; day += 1) {
    const startMs = fromMs + day * dayMs;
    const atStart = offsetMs(calendar.timezone, startMs);
    const isSteady = atStart === offsetMs(calendar.timezone, startMs + dayMs);
    for (let minute = 0; minute < 1_440; minute += 1) {
      const atMs = startMs + minute * minuteMs;
      const localMinute = (atMs + (isSteady ? atStart : offsetMs(calendar.timezone, atMs))) / minuteMs;
      const localDay = Math.floor(localMinute / 1_440);
      open[day * 1_440 + minute] = dateOf(localDay)[localMinute - localDay * 1_440]!;
    }
  }
  return open;
}

export function openMinuteOracle(calendar: Calendar, fromDate: string, days: number): MinuteOracle {
  const fromMs = Date.parse(`${fromDate}T00:00:00Z`);
  const open = isOpenByMinute(calendar, fromMs, days);
  const openBefore = new Uint32Array(open.length + 1);
  for (let minute = 0; minute < open.length; minute += 1) {
    openBefore[minute + 1] = openBefore[minute]! + open[minute]!;
  }

  function openUntil(atMs: number): number {
    const minute = Math.floor((atMs - fromMs) / minuteMs);
    const partMs = atMs - fromMs - minute * minuteMs;
    return openBefore[minute]! * minuteMs + (open[minute] ?? 0) * partMs;
  }
  return {
    fromMs,
    toMs: fromMs + days * dayMs,
    isOpen: (atMs) => open[Math.floor((atMs - fromMs) / minuteMs)] === 1,
    elapsedMs: (from, to) => openUntil(to) - openUntil(from),
    addMs(atMs, businessMs) {
      if (businessMs === 0) return atMs;
      const wanted = openUntil(atMs) + businessMs;
      let low = 0;
      let high = openBefore.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (openBefore[middle]! * minuteMs < wanted) low = middle + 1;
        else high = middle;
      }
      if (low === openBefore.length) return null;
      return fromMs + low * minuteMs - (openBefore[low]! * minuteMs - wanted);
    },
  };
}
