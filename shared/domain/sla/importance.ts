import { alwaysOpen, type BusinessTime } from '../business-time/business-time.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Priority } from '../ticket/ticket.ts';
import { isOpenClock, isPausedClock, type SlaClock } from './clock.ts';
import { reachedAt } from './clock-time.ts';
import type { SlaTargetKind } from './target-kind.ts';

const multiplierOf: Readonly<Record<Priority, number>> = { low: 1 / 4, normal: 1, high: 4, urgent: 16 };

/** Only what the agent who takes the ticket can still keep. */
const countedKinds: readonly SlaTargetKind[] = ['firstAnswer', 'nextAnswer', 'firstAssign', 'firstResolve'];

/** So that a ticket without SLA still rises. */
const internalTargetMs = 7 * 24 * 3_600_000;

/**
 * The instant at which the used share of SLA time × priority reaches 1 (behaviour.md section 2): the earliest of all
 * running clocks, breached ones included; without any, seven real days after creation stand in. Sorts as text, the
 * earliest first, and holds until the ticket, its level or its calendar changes.
 */
export function importanceAt(ticket: {
  readonly clocks: readonly SlaClock[];
  readonly priority: Priority;
  readonly createdAt: Instant;
  readonly hours: BusinessTime;
}): Instant {
  const multiplier = multiplierOf[ticket.priority];
  const instants = ticket.clocks
    .filter((clock) => countedKinds.includes(clock.kind) && isOpenClock(clock) && !isPausedClock(clock))
    .flatMap((clock) => {
      if (clock.targetMinutes === null) return [];
      return reachedAt(clock, ticket.hours, (clock.targetMinutes * 60_000) / multiplier) ?? [];
    });
  const [earliest] = instants.sort();
  return earliest ?? toInstant(alwaysOpen.addMs(toEpochMs(ticket.createdAt), internalTargetMs / multiplier));
}
