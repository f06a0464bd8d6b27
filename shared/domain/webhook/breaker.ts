import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';

/** What calls of an endpoint came to of late. Closed: it is called. Open: it is left alone, until one call tries it. */
export interface Breaker {
  /** The endpoint's beginning that it tells of: of an older one it says nothing. */
  readonly since: Instant;
  readonly version: number;
  /** In a row. */
  readonly failures: number;
  readonly failingSince: Instant | null;
  /** How often it opened in a row. */
  readonly trips: number;
  /** Null: closed. */
  readonly openUntil: Instant | null;
  /** One call is under way to see whether it is well again; who else comes waits for it. */
  readonly probing: boolean;
  /** It is called no more until it begins anew; left out: it is not so far. */
  readonly givenUp?: { readonly at: Instant; readonly reason: GivenUpReason };
}

/** It did not answer for days, or said that it is gone. */
export type GivenUpReason = 'failing' | 'gone';

export const breakerStates = ['closed', 'open', 'halfOpen', 'givenUp'] as const;
export type BreakerState = (typeof breakerStates)[number];

export const closedBreaker = (since: Instant): Breaker => ({
  since,
  version: 0,
  failures: 0,
  failingSince: null,
  trips: 0,
  openUntil: null,
  probing: false,
});

/** Failures in a row after which an endpoint is left alone. */
const failuresToOpen = 5;
const firstPauseSeconds = 60;
const longestPauseSeconds = 1800;
/** Longer than a call takes: a probe of which nobody hears is over then. */
const probeSeconds = 60;

/** Failing for so long, and so often, is no passing trouble. */
const disableAfterMs = 3 * 86_400_000;
const failuresToDisable = 10;

const later = (at: Instant, seconds: number) => toInstant(toEpochMs(at) + seconds * 1000);

/** Whether a call may be made now: like all others, like the one that tries, not before an instant, or never. */
export type Passage =
  | { readonly kind: 'call' | 'probe' | 'never' }
  | { readonly kind: 'wait'; readonly until: Instant };

export function passageOf({ openUntil, givenUp }: Breaker, at: Instant): Passage {
  if (givenUp !== undefined) return { kind: 'never' };
  if (openUntil === null) return { kind: 'call' };
  return at < openUntil ? { kind: 'wait', until: openUntil } : { kind: 'probe' };
}

export function stateOf({ openUntil, probing, givenUp }: Breaker, at: Instant): BreakerState {
  if (givenUp !== undefined) return 'givenUp';
  if (openUntil === null) return 'closed';
  return at < openUntil && !probing ? 'open' : 'halfOpen';
}

export function withProbe(breaker: Breaker, at: Instant): Breaker {
  return { ...breaker, version: breaker.version + 1, openUntil: later(at, probeSeconds), probing: true };
}

/** Each time it opens again it stays so for twice as long, up to half an hour. */
export function afterFailure(
  breaker: Breaker,
  { at, wasProbe }: { at: Instant; wasProbe: boolean },
): Breaker {
  const failures = breaker.failures + 1;
  const failingSince = breaker.failingSince ?? at;
  const failed = { ...breaker, version: breaker.version + 1, failures, failingSince };
  const opens = wasProbe || (breaker.openUntil === null && failures >= failuresToOpen);
  if (!opens) return failed;
  const trips = breaker.trips + 1;
  const pause = Math.min(firstPauseSeconds * 2 ** (trips - 1), longestPauseSeconds);
  return { ...failed, trips, openUntil: later(at, pause), probing: false };
}

/** Whoever called it well closes it, whichever call that was. */
export function afterSuccess(breaker: Breaker): Breaker {
  return { ...closedBreaker(breaker.since), version: breaker.version + 1 };
}

export function withGivenUp(breaker: Breaker, givenUp: NonNullable<Breaker['givenUp']>): Breaker {
  return { ...breaker, version: breaker.version + 1, givenUp };
}

export function isBeyondHope({ failures, failingSince }: Breaker, at: Instant): boolean {
  if (failingSince === null || failures < failuresToDisable) return false;
  return toEpochMs(at) - toEpochMs(failingSince) >= disableAfterMs;
}
