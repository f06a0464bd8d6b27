import fc from 'fast-check';
import { Calendar, weekdays } from '#shared/domain/business-time/calendar.ts';

type Weekly = Calendar['weekly'];
type OpenInterval = NonNullable<Weekly['monday']>[number];

export function weeklyOf(days: readonly (typeof weekdays)[number][], intervals: OpenInterval[]): Weekly {
  return Object.fromEntries(days.map((day) => [day, intervals]));
}

export function aCalendar(changes: Partial<Calendar> = {}): Calendar {
  const weekly = weeklyOf(weekdays.slice(0, 5), [{ from: '09:00', to: '17:00' }]);
  return Calendar.parse({ name: 'Office', timezone: 'Europe/Rome', weekly, ...changes });
}

export function aroundTheClock(timezone: string): Calendar {
  return aCalendar({ timezone, weekly: weeklyOf(weekdays, [{ from: '00:00', to: '24:00' }]) });
}

function toText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 1_440 }))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from: toText(from), to: toText(to) }));

/** Any intervals, also overlapping and over midnight, on any days; sparse weeks are as likely as full ones. */
export const anyWeekly: fc.Arbitrary<Weekly> = fc
  .tuple(
    fc.subarray([...weekdays], { minLength: 1 }),
    fc.array(fc.array(interval, { minLength: 1, maxLength: 3 }), { minLength: 7, maxLength: 7 }),
  )
  .map(([days, intervals]) => Object.fromEntries(days.map((day, index) => [day, intervals[index]!])));

/** Dates within so many days from a date, single ones and whole weeks. */
export function anyHolidays(fromDate: string, days: number): fc.Arbitrary<Calendar['holidays']> {
  const startMs = Date.parse(`${fromDate}T00:00:00Z`);
  const run = fc.tuple(fc.integer({ min: 0, max: days - 1 }), fc.constantFrom(1, 1, 1, 2, 3, 9));
  return fc.array(run, { maxLength: 6 }).map((runs) =>
    runs
      .flatMap(([first, length]) => Array.from({ length }, (_, index) => first + index))
      .map((day) => ({
        date: new Date(startMs + day * 86_400_000).toISOString().slice(0, 10),
        name: null,
      })),
  );
}
