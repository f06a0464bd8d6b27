import type { Calendar } from './calendar.ts';
import { lastAtMost, type Span, shift, subtract } from './span.ts';
import { dayMs, type OpenLine, spansOfWeekday, weekdayOf } from './weekly-hours.ts';

/** What the holidays take from the week, as ordered, disjoint spans of wall-clock time. */
function closedSpans(calendar: Calendar): Span[] {
  const dates = new Set(calendar.holidays.map((holiday) => Date.parse(`${holiday.date}T00:00:00Z`)));
  const begunOn = (date: number) => shift(spansOfWeekday(calendar, weekdayOf(date)), date);
  return [...dates]
    .flatMap((date) => {
      const openAnyway = dates.has(date - dayMs) ? [] : begunOn(date - dayMs);
      // The next day's hours are that day's to close, so that two holidays in a row take nothing twice.
      return subtract(begunOn(date), [...openAnyway, ...begunOn(date + dayMs)]);
    })
    .sort((a, b) => a.from - b.from);
}

/** The week without what its holidays close. As fast as the week itself, for any number of holidays. */
export function withoutHolidays(weekly: OpenLine, calendar: Calendar): OpenLine {
  const closed = closedSpans(calendar);
  if (closed.length === 0) return weekly;
  const starts = closed.map((span) => span.from);
  const closedBefore = [0];
  for (const [index, span] of closed.entries()) {
    closedBefore.push((closedBefore[index] ?? 0) + span.to - span.from);
  }
  const openedAtStart = starts.map((from, index) => weekly.opened(from) - (closedBefore[index] ?? 0));

  function closedUntil(wallMs: number): number {
    const index = lastAtMost(starts, wallMs);
    const span = closed[index];
    return span ? (closedBefore[index] ?? 0) + Math.min(wallMs, span.to) - span.from : 0;
  }
  return {
    opened: (wallMs) => weekly.opened(wallMs) - closedUntil(wallMs),
    reach(openedMs) {
      const passed = lastAtMost(openedAtStart, openedMs - 1) + 1;
      return weekly.reach(openedMs + (closedBefore[passed] ?? 0));
    },
    nextOpen(wallMs) {
      let open = weekly.nextOpen(wallMs);
      for (;;) {
        const span = closed[lastAtMost(starts, open)];
        if (!span || open >= span.to) return open;
        open = weekly.nextOpen(span.to);
      }
    },
  };
}
