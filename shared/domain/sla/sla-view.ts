import type { BusinessTime } from '../business-time/business-time.ts';
import { type Instant, toEpochMs } from '../business-time/instant.ts';
import type { LevelId } from '../ids.ts';
import { isOpenClock, type SlaClock } from './clock.ts';
import { usedMs } from './clock-time.ts';

export interface SlaClockView
  extends Pick<SlaClock, 'kind' | 'state' | 'startedAt' | 'warnAt' | 'dueAt' | 'endedAt'> {
  /** Whole business minutes without pauses. */
  readonly elapsedMinutes: number;
}

/** The body of `GET /v1/tickets/{ticketId}/sla`. */
export interface SlaView {
  readonly levelId: LevelId | null;
  readonly clocks: readonly SlaClockView[];
}

/** The `sla` of a ticket. */
export interface SlaSummary {
  readonly levelId: LevelId | null;
  readonly nextDueAt: Instant | null;
  readonly breached: boolean;
}

function toClockView(clock: SlaClock, hours: BusinessTime, now: Instant): SlaClockView {
  const { kind, state, startedAt, warnAt, dueAt, endedAt } = clock;
  const elapsedMs =
    clock.elapsedSeconds === null ? usedMs(clock, hours, toEpochMs(now)) : clock.elapsedSeconds * 1_000;
  return { kind, state, startedAt, warnAt, dueAt, endedAt, elapsedMinutes: Math.floor(elapsedMs / 60_000) };
}

/** The clocks that have a target, as they stand at `now`. */
export function toSlaView(
  ticket: { readonly levelId: LevelId | null; readonly clocks: readonly SlaClock[] },
  hours: BusinessTime,
  now: Instant,
): SlaView {
  return {
    levelId: ticket.levelId,
    clocks: ticket.clocks
      .filter((clock) => clock.targetMinutes !== null)
      .map((clock) => toClockView(clock, hours, now)),
  };
}

/** `nextDueAt` is the earliest due time that is not breached yet; `breached` says that a listed clock missed its target. */
export function toSlaSummary(ticket: {
  readonly levelId: LevelId | null;
  readonly clocks: readonly SlaClock[];
}): SlaSummary {
  const dueTimes = ticket.clocks
    .filter((clock) => isOpenClock(clock) && clock.breachedAt === null)
    .map((clock) => clock.dueAt)
    .filter((dueAt) => dueAt !== null);
  return {
    levelId: ticket.levelId,
    nextDueAt: dueTimes.sort()[0] ?? null,
    breached: ticket.clocks.some((clock) => clock.state === 'missed'),
  };
}
