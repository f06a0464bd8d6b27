import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';

/** After the first try, the second, and so on; the last over and over. */
const waitSeconds = [10, 60, 300, 1800, 7200, 14_400];
/** A tenth more or less, so that what failed together does not come again together. */
const jitter = 0.1;

interface Planning {
  readonly at: Instant;
  readonly giveUpAt: Instant;
  /** From 0 to below 1, uniformly. */
  readonly chance: number;
  /** What the other side asks for; counts when it is later than planned. */
  readonly retryAfterSeconds: number | null;
}

/**
 * When to call an endpoint again after so many tries; null: never. The last try is at the end of the day, however late
 * the plan or the other side would have it (behaviour.md section 7: retries for 24 h with backoff and jitter).
 */
export function nextTryAt(
  tries: number,
  { at, giveUpAt, chance, retryAfterSeconds }: Planning,
): Instant | null {
  if (at >= giveUpAt) return null;
  const planned = waitSeconds[Math.min(tries, waitSeconds.length) - 1] ?? 0;
  const seconds = Math.max(planned * (1 - jitter + 2 * jitter * chance), retryAfterSeconds ?? 0);
  return earliest(toInstant(toEpochMs(at) + Math.round(seconds * 1000)), giveUpAt);
}

/** What waited for the breaker comes in the half minute after it, not all at once. */
const spreadMs = 30_000;

export function afterBreaker(
  until: Instant,
  { giveUpAt, chance }: Pick<Planning, 'giveUpAt' | 'chance'>,
): Instant {
  return earliest(toInstant(toEpochMs(until) + Math.round(spreadMs * chance)), giveUpAt);
}

const earliest = (one: Instant, other: Instant) => (one < other ? one : other);
