import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Ids } from '../ids.ts';
import { type Unsent, unsentSafetySeconds } from './unsent.ts';

interface Sending {
  readonly at: Instant;
  readonly ids: Ids;
  readonly ticketId: Unsent['ticketId'];
  readonly what: Unsent['what'];
}

/** At the end of its lane, and on its way as soon as it is saved. */
export function sendAtOnce(lane: string, { at, ids, ticketId, what }: Sending): Unsent {
  return {
    lane,
    order: `${at}#${ids.next('out')}`,
    ticketId,
    what,
    attempts: 0,
    nextAt: toInstant(toEpochMs(at) + unsentSafetySeconds * 1000),
  };
}
