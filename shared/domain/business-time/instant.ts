/** An ISO 8601 instant in UTC with milliseconds, years 0000 to 9999: sorts as text the way it sorts in time. */
export type Instant = string;

/** The last instant that still sorts as text. A moment that would lie after it is told as this one. */
export const endOfTimeMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds since the epoch; a text that is no date-time is a fault (RangeError). */
export function toEpochMs(instant: Instant): number {
  const epochMs = Date.parse(instant);
  if (Number.isNaN(epochMs)) throw new RangeError(`Not an instant: ${instant}`);
  return epochMs;
}

export function toInstant(epochMs: number): Instant {
  return new Date(Math.min(epochMs, endOfTimeMs)).toISOString();
}
