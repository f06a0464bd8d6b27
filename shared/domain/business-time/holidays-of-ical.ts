import { Refusal } from '../refusal.ts';
import type { Calendar } from './calendar.ts';
import { findValue, type IcalEvent, listValues, readIcalEvents, toText } from './ical-events.ts';
import { type Day, parseDay, toDate, yearlyDates } from './yearly-dates.ts';

export type Holiday = Calendar['holidays'][number];

export const leftOutReasons = ['not-a-whole-day', 'recurrence-not-understood'] as const;

/** An event that is no holiday for us. */
export interface LeftOut {
  readonly name: string | null;
  readonly reason: (typeof leftOutReasons)[number];
}

export interface FoundHolidays {
  /** By date, each date once. */
  readonly holidays: readonly Holiday[];
  readonly leftOut: readonly LeftOut[];
}

/** Local dates, both included. */
interface DateRange {
  readonly from: string;
  readonly to: string;
}

const longestName = 200;
const longestDays = 366;
const mostEvents = 2_000;

/**
 * Holidays of an iCalendar file (RFC 5545) within a range of dates: events of whole days, single or recurring yearly.
 * Refuses with `invalid` what is no such file. Holidays of countries come as such files too; the data sets of them that
 * could be taken in are under a licence (CC BY-SA) that a product cannot hand on.
 */
export function holidaysOfIcal(text: string, range: DateRange): FoundHolidays {
  const byDate = new Map<string, Holiday>();
  const leftOut: LeftOut[] = [];
  const events = eventsOf(text);
  const replaced = replacedDays(events);
  for (const event of events.filter(takesPlace)) {
    const name = toText(findValue(event, 'SUMMARY') ?? '').slice(0, longestName) || null;
    const found = datesOf(event, { ...range, without: leftOutOf(event, replaced) });
    if (typeof found === 'string') leftOut.push({ name, reason: found });
    // Of two events on one day the first one names it.
    else for (const date of found) byDate.set(date, byDate.get(date) ?? { date, name });
  }
  const holidays = [...byDate.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
  return { holidays, leftOut };
}

function eventsOf(text: string): IcalEvent[] {
  const events = readIcalEvents(text);
  if (events === undefined) refuse('Expected an iCalendar file');
  if (events.length > mostEvents) refuse(`Has more than ${mostEvents} events`);
  return events;
}

const takesPlace = (event: IcalEvent) => findValue(event, 'STATUS')?.toUpperCase() !== 'CANCELLED';
const uidOf = (event: IcalEvent) => findValue(event, 'UID') ?? '';
const daysOf = (event: IcalEvent, name: string): Day[] =>
  listValues(event, name).flatMap((value) => parseDay(value.slice(0, 8)) ?? []);

/** Occurrences that events of their own stand for, moved or cancelled, by the event that recurs. */
const replacedDays = (events: readonly IcalEvent[]): ReadonlyMap<string, readonly Day[]> =>
  new Map(
    [...Map.groupBy(events, uidOf)].map(([uid, of]) => [
      uid,
      of.flatMap((event) => daysOf(event, 'RECURRENCE-ID')),
    ]),
  );

function leftOutOf(event: IcalEvent, replaced: ReadonlyMap<string, readonly Day[]>): ReadonlySet<Day> {
  const isOccurrence = findValue(event, 'RECURRENCE-ID') !== undefined;
  return new Set([...daysOf(event, 'EXDATE'), ...(isOccurrence ? [] : (replaced.get(uidOf(event)) ?? []))]);
}

function refuse(message: string): never {
  throw new Refusal('invalid', 'The request has faults', { errors: [{ path: 'calendar', message }] });
}

function datesOf(
  event: IcalEvent,
  { from, to, without }: DateRange & { readonly without: ReadonlySet<Day> },
): string[] | LeftOut['reason'] {
  const first = parseDay(findValue(event, 'DTSTART') ?? '');
  if (first === undefined) return 'not-a-whole-day';
  const rule = findValue(event, 'RRULE');
  const last = parseDay(to.replaceAll('-', '')) ?? first;
  const starts = rule === undefined ? [first] : yearlyDates(rule, { first, last });
  if (starts === undefined) return 'recurrence-not-understood';
  const length = lengthOf(event, first);
  return [...starts, ...daysOf(event, 'RDATE')]
    .filter((start) => !without.has(start))
    .flatMap((start) => Array.from({ length }, (_, at) => toDate(start + at)))
    .filter((date) => date >= from && date <= to);
}

/** In days; an end is the first day that is no holiday any more. */
function lengthOf(event: IcalEvent, first: Day): number {
  const end = parseDay(findValue(event, 'DTEND') ?? '');
  const [, weeks, days] = /^P(?:(\d{1,3})W|(\d{1,3})D)/.exec(findValue(event, 'DURATION') ?? '') ?? [];
  const told = end === undefined ? Number(days ?? 0) + 7 * Number(weeks ?? 0) : end - first;
  return Math.min(Math.max(told, 1), longestDays);
}

/** A calendar with these holidays too; dates that it has already keep their names. */
export function withHolidays<Hours extends Pick<Calendar, 'holidays'>>(
  calendar: Hours,
  found: readonly Holiday[],
): { readonly calendar: Hours; readonly added: number } {
  const known = new Set(calendar.holidays.map(({ date }) => date));
  const added = found.filter(({ date }) => !known.has(date));
  const holidays = [...calendar.holidays, ...added].sort((one, other) => (one.date < other.date ? -1 : 1));
  return { calendar: { ...calendar, holidays }, added: added.length };
}
