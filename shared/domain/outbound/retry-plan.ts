import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';

/** After the first try, the second, and so on (sources.md, Going out). */
const waitSeconds = [10, 60, 300, 1800, 7200];

/** When to try again after so many tries; null: never. What the provider asks for wins. */
export function nextTry(attempts: number, at: Instant, retryAfterSeconds: number | null): Instant | null {
  const planned = waitSeconds[attempts - 1];
  if (planned === undefined) return null;
  return toInstant(toEpochMs(at) + (retryAfterSeconds ?? planned) * 1000);
}
