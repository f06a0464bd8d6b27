import { type Calendar, type OpenInterval, weekdays } from './calendar.ts';
import { lastAtMost, type Span, shift, unite } from './span.ts';

/**
 * Open time on the line of wall-clock time, in milliseconds as if the wall clock showed UTC. `opened` counts from a
 * fixed origin, so only differences mean something; `reach` is its inverse and names the earliest point.
 */
export interface OpenLine {
  opened(wallMs: number): number;
  reach(openedMs: number): number;
  /** The first open point that is not before this one. */
  nextOpen(wallMs: number): number;
}

export const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** 1970-01-05, a Monday. */
const mondayMs = 4 * dayMs;

function toMs(wallTime: string): number {
  return (Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3))) * 60_000;
}

function toSpan(interval: OpenInterval): Span {
  const from = toMs(interval.from);
  const to = toMs(interval.to);
  return { from, to: to > from ? to : to + dayMs };
}

/** 0 is Monday, also for dates before 1970. */
export function weekdayOf(wallMs: number): number {
  const day = Math.floor((wallMs - mondayMs) / dayMs) % 7;
  return day < 0 ? day + 7 : day;
}

/** What begins on this weekday, counted from its midnight; it may reach into the next day. */
export function spansOfWeekday(calendar: Calendar, weekday: number): Span[] {
  const name = weekdays[weekday];
  return unite(((name && calendar.weekly[name]) ?? []).map(toSpan));
}

function spansOfWeek(calendar: Calendar): Span[] {
  const spans = weekdays.flatMap((_, weekday) => shift(spansOfWeekday(calendar, weekday), weekday * dayMs));
  // What runs from Sunday into Monday belongs to the start of the same repeating week.
  return unite(
    spans.flatMap((span) =>
      span.to <= weekMs
        ? [span]
        : [
            { from: span.from, to: weekMs },
            { from: 0, to: span.to - weekMs },
          ],
    ),
  );
}

/** The repeating week of a calendar without its holidays. Answers in the time of a binary search, however far ahead. */
export function openWeeklyHours(calendar: Calendar): OpenLine {
  const spans = spansOfWeek(calendar);
  const starts = spans.map((span) => span.from);
  const openedAtStart: number[] = [];
  let perWeekMs = 0;
  for (const span of spans) {
    openedAtStart.push(perWeekMs);
    perWeekMs += span.to - span.from;
  }
  if (perWeekMs === 0) throw new RangeError('A calendar needs at least one open interval');
  return {
    opened(wallMs) {
      const week = Math.floor((wallMs - mondayMs) / weekMs);
      const inWeek = wallMs - mondayMs - week * weekMs;
      const index = lastAtMost(starts, inWeek);
      const span = spans[index];
      if (!span) return week * perWeekMs;
      return week * perWeekMs + (openedAtStart[index] ?? 0) + Math.min(inWeek, span.to) - span.from;
    },
    reach(openedMs) {
      const week = Math.ceil(openedMs / perWeekMs) - 1;
      const inWeek = openedMs - week * perWeekMs;
      const index = lastAtMost(openedAtStart, inWeek - 1);
      return mondayMs + week * weekMs + (starts[index] ?? 0) + inWeek - (openedAtStart[index] ?? 0);
    },
    nextOpen(wallMs) {
      const weekStart = mondayMs + Math.floor((wallMs - mondayMs) / weekMs) * weekMs;
      const inWeek = wallMs - weekStart;
      const span = spans.find((candidate) => inWeek < candidate.to);
      return weekStart + (span ? Math.max(inWeek, span.from) : weekMs + (starts[0] ?? 0));
    },
  };
}
