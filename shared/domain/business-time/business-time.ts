import { alwaysOpenCalendar, type Calendar } from './calendar.ts';
import { withoutHolidays } from './holidays.ts';
import { endOfTimeMs, type Instant, toEpochMs, toInstant } from './instant.ts';
import { openTimeZone, type ZonePeriod } from './time-zone.ts';
import { type OpenLine, openWeeklyHours } from './weekly-hours.ts';

/**
 * Time that counts under one calendar (behaviour.md section 6). An instant is open when the wall clock of the
 * calendar's zone then shows a time inside an interval: an hour that a change of the clocks repeats counts twice,
 * one that it leaves out does not count. All arithmetic is exact to the millisecond.
 */
export interface BusinessTime {
  /**
   * The earliest instant at which so many business minutes after `at` are reached; with 0 it is `at` itself,
   * open or not. Minutes may be fractions and not negative. Nothing after the year 9999 is told: such a moment,
   * and one that never comes, is the last instant of that year.
   */
  add(at: Instant, minutes: number): Instant;
  /** As `add`, in epoch milliseconds and milliseconds of business time. */
  addMs(atMs: number, businessMs: number): number;
  /** Business milliseconds between two epoch milliseconds; 0 when `toMs` is not later. Undoes `addMs` exactly. */
  elapsedMs(fromMs: number, toMs: number): number;
  /** Whole business seconds between two instants. */
  elapsedSeconds(from: Instant, to: Instant): number;
  /** Whole business minutes between two instants. */
  elapsedMinutes(from: Instant, to: Instant): number;
  isOpen(at: Instant): boolean;
  /** `at` itself when it is open, else the next instant that is. */
  nextOpening(at: Instant): Instant;
}

type Zone = (epochMs: number) => ZonePeriod;

function addTo(zone: Zone, hours: OpenLine): BusinessTime['addMs'] {
  return (atMs, businessMs) => {
    if (!(businessMs >= 0)) throw new RangeError(`Business time only goes forward: ${businessMs}`);
    if (businessMs === 0) return atMs;
    let left = businessMs;
    let cursor = atMs;
    while (cursor < endOfTimeMs) {
      const { untilMs, offsetMs } = zone(cursor);
      const opened = hours.opened(cursor + offsetMs);
      const available = hours.opened(untilMs + offsetMs) - opened;
      if (available >= left) return Math.min(hours.reach(opened + left) - offsetMs, endOfTimeMs);
      left -= available;
      cursor = untilMs;
    }
    return endOfTimeMs;
  };
}

function elapsedIn(zone: Zone, hours: OpenLine): BusinessTime['elapsedMs'] {
  return (fromMs, toMs) => {
    let elapsed = 0;
    let cursor = fromMs;
    while (cursor < toMs) {
      const { untilMs, offsetMs } = zone(cursor);
      const end = Math.min(untilMs, toMs);
      elapsed += hours.opened(end + offsetMs) - hours.opened(cursor + offsetMs);
      cursor = end;
    }
    return elapsed;
  };
}

function nextOpeningIn(zone: Zone, hours: OpenLine): (atMs: number) => number {
  return (atMs) => {
    let cursor = atMs;
    while (cursor < endOfTimeMs) {
      const { untilMs, offsetMs } = zone(cursor);
      const open = hours.nextOpen(cursor + offsetMs) - offsetMs;
      if (open < untilMs) return open;
      cursor = untilMs;
    }
    return endOfTimeMs;
  };
}

function compile(calendar: Calendar): BusinessTime {
  const zone = openTimeZone(calendar.timezone);
  const hours = withoutHolidays(openWeeklyHours(calendar), calendar);
  const addMs = addTo(zone, hours);
  const elapsedMs = elapsedIn(zone, hours);
  const nextOpening = nextOpeningIn(zone, hours);
  const elapsed = (from: Instant, to: Instant) => elapsedMs(toEpochMs(from), toEpochMs(to));
  return {
    addMs,
    elapsedMs,
    add: (at, minutes) => toInstant(addMs(toEpochMs(at), Math.round(minutes * 60_000))),
    elapsedSeconds: (from, to) => Math.floor(elapsed(from, to) / 1_000),
    elapsedMinutes: (from, to) => Math.floor(elapsed(from, to) / 60_000),
    isOpen(at) {
      const atMs = toEpochMs(at);
      return nextOpening(atMs) === atMs;
    },
    nextOpening: (at) => toInstant(nextOpening(toEpochMs(at))),
  };
}

const maximumCalendars = 256;
const compiledByCalendar = new WeakMap<Calendar, BusinessTime>();
const compiledByContent = new Map<string, BusinessTime>();

function findOrCompile(calendar: Calendar): BusinessTime {
  const { timezone, weekly, holidays } = calendar;
  const content = JSON.stringify([timezone, weekly, holidays.map((holiday) => holiday.date)]);
  const known = compiledByContent.get(content);
  if (known) return known;
  const oldest = compiledByContent.keys().next();
  if (compiledByContent.size >= maximumCalendars && !oldest.done) compiledByContent.delete(oldest.value);
  const compiled = compile(calendar);
  compiledByContent.set(content, compiled);
  return compiled;
}

/**
 * The business time of a calendar that passed its schema. Opening the same object or the same hours again costs
 * next to nothing; a calendar must therefore not be changed in place.
 */
export function openBusinessTime(calendar: Calendar): BusinessTime {
  const known = compiledByCalendar.get(calendar);
  if (known) return known;
  const opened = findOrCompile(calendar);
  compiledByCalendar.set(calendar, opened);
  return opened;
}

/** The business time of everyone who has no calendar: real time. */
export const alwaysOpen: BusinessTime = openBusinessTime(alwaysOpenCalendar);
