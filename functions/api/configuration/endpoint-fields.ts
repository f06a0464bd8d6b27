import * as z from 'zod';
import { type Instant, toInstant } from '#shared/domain/business-time/instant.ts';
import { type Breaker, breakerStates, closedBreaker, stateOf } from '#shared/domain/webhook/breaker.ts';

/** How calls of an endpoint went of late. */
export const EndpointFields = {
  state: z.enum(breakerStates),
  failures: z.int(),
  failingSince: z.iso.datetime().nullable(),
  openUntil: z.iso.datetime().nullable(),
};

/** What is known of an endpoint before it became what it is counts no more. */
export const sinceThen = (breaker: Breaker | undefined, since: Instant): Breaker =>
  breaker?.since === since ? breaker : closedBreaker(since);

export function toEndpointFields(breaker: Breaker | undefined, since: Instant, nowMs: number) {
  const known = sinceThen(breaker, since);
  const { failures, failingSince, openUntil } = known;
  return { state: stateOf(known, toInstant(nowMs)), failures, failingSince, openUntil };
}
