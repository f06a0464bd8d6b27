/** A day as the number of days since 1970-01-01. */
export type Day = number;

const dayMs = 86_400_000;

export const toDay = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / dayMs;
export const toDate = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);
export const yearOf = (day: Day): number => new Date(day * dayMs).getUTCFullYear();
const monthOf = (day: Day): number => new Date(day * dayMs).getUTCMonth() + 1;
const dayOfMonth = (day: Day): number => new Date(day * dayMs).getUTCDate();

/** Day 0 was a Thursday; 0 is Sunday. */
const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

const earliestYear = 1900;

/** `20261225`; undefined for a time of day, for a day that does not exist, and for one before 1900. */
export function parseDay(value: string): Day | undefined {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(value) ?? [];
  if (Number(year ?? 0) < earliestYear) return undefined;
  const day = toDay(Number(year), Number(month), Number(date));
  return monthOf(day) === Number(month) && dayOfMonth(day) === Number(date) ? day : undefined;
}

interface NthWeekday {
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 0: every one of the month; negative: from its end. */
  readonly nth: number;
}

interface YearlyRule {
  readonly interval: number;
  readonly count: number;
  readonly until: Day;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly weekdays: readonly NthWeekday[];
}

/** More than a calendar has holidays. */
const mostDays = 2_000;
const understood = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST'];
const weekdayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** What a RRULE says of holidays: the same day, or the nth weekday of a month, every year. Undefined for anything else. */
function parseYearlyRule(value: string, first: Day): YearlyRule | undefined {
  const parts = new Map(
    value
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  );
  const numbers = (name: string) => [...new Set(parts.get(name)?.split(',').map(Number))];
  if (parts.get('FREQ') !== 'YEARLY' || [...parts.keys()].some((name) => !understood.includes(name))) {
    return undefined;
  }
  const weekdays = parts.get('BYDAY')?.split(',').map(parseWeekday) ?? [];
  const [interval = 1] = numbers('INTERVAL');
  const [count = Number.POSITIVE_INFINITY] = numbers('COUNT');
  const months = parts.has('BYMONTH') ? numbers('BYMONTH') : [monthOf(first)];
  const monthDays = numbers('BYMONTHDAY');
  const until = parseDay(parts.get('UNTIL')?.slice(0, 8) ?? '99991231');
  const all = [interval, ...months, ...monthDays];
  if (until === undefined || !all.every(Number.isInteger) || interval < 1 || Number.isNaN(count))
    return undefined;
  if (weekdays.includes(undefined) || (weekdays.length > 0 && !parts.has('BYMONTH'))) return undefined;
  return { interval, count, until, months, monthDays, weekdays: weekdays as NthWeekday[] };
}

function parseWeekday(text: string): NthWeekday | undefined {
  const [, nth = '', name = ''] = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(text) ?? [];
  const weekday = weekdayNames.indexOf(name);
  return weekday < 0 ? undefined : { weekday, nth: Number(nth) };
}

/**
 * The first days of an event that recurs yearly, from `first` to `last`, with the first one itself. Undefined when the
 * rule says more than that.
 */
export function yearlyDates(value: string, { first, last }: { first: Day; last: Day }): Day[] | undefined {
  const rule = parseYearlyRule(value, first);
  if (rule === undefined) return undefined;
  const end = Math.min(last, rule.until);
  const days: Day[] = [];
  for (let year = yearOf(first); year <= yearOf(end) && days.length < rule.count; year += rule.interval) {
    days.push(...daysIn(year, rule, first).filter((day) => day >= first && day <= end));
    if (days.length > mostDays) return undefined;
  }
  return days.slice(0, rule.count);
}

function daysIn(year: number, { months, monthDays, weekdays }: YearlyRule, first: Day): Day[] {
  const wanted = monthDays.length > 0 || weekdays.length > 0 ? monthDays : [dayOfMonth(first)];
  const found = months.flatMap((month) => {
    const length = toDay(year, month + 1, 1) - toDay(year, month, 1);
    const inMonth = Array.from({ length }, (_, at) => ({
      day: toDay(year, month, 1) + at,
      date: at + 1,
      length,
    }));
    return inMonth.filter(
      (one) =>
        (wanted.length === 0 || wanted.includes(one.date) || wanted.includes(one.date - length - 1)) &&
        (weekdays.length === 0 || weekdays.some((weekday) => isNth(one, weekday))),
    );
  });
  return found.map(({ day }) => day).sort((one, other) => one - other);
}

interface DayOfMonth {
  readonly day: Day;
  readonly date: number;
  /** Of the month, in days. */
  readonly length: number;
}

function isNth({ day, date, length }: DayOfMonth, { weekday, nth }: NthWeekday): boolean {
  if (weekdayOf(day) !== weekday) return false;
  return nth === 0 || nth === (nth > 0 ? Math.ceil(date / 7) : -Math.ceil((length - date + 1) / 7));
}
