import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';

/** After the first try, the second, and so on (sources.md, Going out). */
const waitSeconds = [10, 60, 300, 1800, 7200];

/** When to try again after so many tries; null: never. What the provider asks for wins. */
export function nextTry(attempts: number, at: Instant, retryAfterSeconds: number | null): Instant | null {
  const planned = waitSeconds[attempts - 1];
  if (planned === undefined) return null;
  return toInstant(toEpochMs(at) + (retryAfterSeconds ?? planned) * 1000);
}

/** Calls of other systems are tried for a day (behaviour.md section 7). */
const callWaitSeconds = [10, 60, 300, 1800, 7200, 18_000, 28_800, 28_800];
/** A tenth more or less, so that what failed together does not come again together. */
const jitter = 0.1;

/**
 * When to call another system again; null: never. What it asks for wins, up to a day.
 * @param chance from 0 to below 1, uniformly.
 */
export function nextCall(
  attempts: number,
  at: Instant,
  { chance, retryAfterSeconds }: { chance: number; retryAfterSeconds: number | null },
): Instant | null {
  const planned = callWaitSeconds[attempts - 1];
  if (planned === undefined) return null;
  const seconds = Math.max(planned, Math.min(retryAfterSeconds ?? 0, 86_400));
  return toInstant(toEpochMs(at) + Math.round(seconds * 1000 * (1 - jitter + 2 * jitter * chance)));
}
