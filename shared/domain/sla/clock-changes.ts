import type { BusinessTime } from '../business-time/business-time.ts';
import { type Instant, toEpochMs } from '../business-time/instant.ts';
import type { AgentId } from '../ids.ts';
import {
  type ClockChange,
  type ClocksChange,
  isOpenClock,
  isPausedClock,
  type SlaClock,
  type SlaFact,
  type SlaLogRow,
} from './clock.ts';
import { usedMs, withMoments } from './clock-time.ts';
import type { ClockLevel } from './sla-level.ts';
import type { SlaTargetKind } from './target-kind.ts';

/** What a change of a clock is decided on. `hours` is the business time of level, department or account, whichever is first. */
export interface ClockContext {
  readonly level: ClockLevel | null;
  readonly hours: BusinessTime;
  readonly at: Instant;
  /** The assignee before the change. */
  readonly responsibleAgentId: AgentId | null;
  /** The agent who makes the change. */
  readonly finishedByAgentId: AgentId | null;
}

type LevelAndHours = Pick<ClockContext, 'level' | 'hours'>;
type HoursAndAt = Pick<ClockContext, 'hours' | 'at'>;

function withFact(type: Exclude<SlaFact['type'], 'ended'>, clock: SlaClock): ClockChange {
  return { clock, facts: clock.targetMinutes === null ? [] : [{ type, clock }] };
}

function unchanged(clock: SlaClock): ClockChange {
  return { clock, facts: [] };
}

function withLevel(clock: SlaClock, { level, hours }: LevelAndHours): SlaClock {
  if (!isOpenClock(clock) || clock.state === 'missed') return clock;
  return withMoments(
    {
      ...clock,
      levelId: level?.id ?? null,
      targetMinutes: level?.targetMinutes[clock.kind] ?? null,
      warnAtPercent: level?.warnAtPercent ?? 100,
    },
    hours,
  );
}

/** Starts a clock at an instant that may lie before the change: a message counts from its arrival (behaviour.md section 6). */
export function startClock(kind: SlaTargetKind, startedAt: Instant, context: LevelAndHours): ClockChange {
  const clock: SlaClock = {
    kind,
    state: 'running',
    levelId: null,
    targetMinutes: null,
    warnAtPercent: 100,
    startedAt,
    pauses: [],
    warnAt: null,
    dueAt: null,
    warnedAt: null,
    breachedAt: null,
    endedAt: null,
    elapsedSeconds: null,
  };
  return withFact('started', withLevel(clock, context));
}

/** Stops the counting until it is resumed; a missed clock stays missed. Without effect on a paused or ended clock. */
export function pauseClock(clock: SlaClock, { hours, at }: HoursAndAt): ClockChange {
  if (!isOpenClock(clock) || isPausedClock(clock)) return unchanged(clock);
  const paused: SlaClock = {
    ...clock,
    state: clock.state === 'missed' ? 'missed' : 'paused',
    pauses: [...clock.pauses, { from: at, to: null }],
  };
  return withFact('paused', withMoments(paused, hours));
}

function withoutOpenPause(clock: SlaClock, { hours, at }: HoursAndAt): SlaClock {
  const pause = clock.pauses.at(-1);
  if (pause?.to !== null) return clock;
  const closed = pause.from < at ? [{ from: pause.from, to: at }] : [];
  const resumed: SlaClock = {
    ...clock,
    state: clock.state === 'missed' ? 'missed' : 'running',
    pauses: [...clock.pauses.slice(0, -1), ...closed],
  };
  return withMoments(resumed, hours);
}

/** Counts on: the pause moves warning and due time by its business time. Without effect on a clock that is not paused. */
export function resumeClock(clock: SlaClock, context: HoursAndAt): ClockChange {
  if (!isOpenClock(clock) || !isPausedClock(clock)) return unchanged(clock);
  return withFact('resumed', withoutOpenPause(clock, context));
}

function toLogRow(clock: SlaClock, elapsedSeconds: number, context: ClockContext): SlaLogRow {
  return {
    kind: clock.kind,
    levelId: clock.levelId,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    endedAt: context.at,
    elapsedMinutes: Math.floor(elapsedSeconds / 60),
    elapsedSeconds,
    outcome: clock.state === 'missed' ? 'missed' : 'kept',
    responsibleAgentId: context.responsibleAgentId,
    finishedByAgentId: context.finishedByAgentId,
  };
}

/**
 * Ends a clock with a row for the log: kept, or missed when its breach was marked before. Mark what is due first
 * (`settleClocks`). A silent clock ends without a row.
 */
export function endClock(clock: SlaClock, context: ClockContext): ClockChange {
  if (!isOpenClock(clock)) return unchanged(clock);
  const counted = withoutOpenPause(clock, context);
  const elapsedSeconds = Math.floor(usedMs(counted, context.hours, toEpochMs(context.at)) / 1_000);
  const ended: SlaClock = {
    ...counted,
    state: counted.state === 'missed' ? 'missed' : 'kept',
    endedAt: context.at,
    elapsedSeconds,
  };
  if (ended.targetMinutes === null) return unchanged(ended);
  return {
    clock: ended,
    facts: [{ type: 'ended', clock: ended, row: toLogRow(ended, elapsedSeconds, context) }],
  };
}

/** Ends a clock without a record: spam, delete, merge. One that has ended stays. */
export function dropClock(clock: SlaClock): ClockChange {
  if (!isOpenClock(clock)) return unchanged(clock);
  return { clock: null, facts: withFact('dropped', clock).facts };
}

/** Resolved without what the clock waited for: no record, unless it was breached; then the row is missed. */
export function endUnanswered(clock: SlaClock, context: ClockContext): ClockChange {
  return clock.state === 'missed' ? endClock(clock, context) : dropClock(clock);
}

/** Gives one open clock another level or calendar, from its original start; what is breached or ended stays as it was. */
export function recomputeClock(clock: SlaClock, context: LevelAndHours): ClockChange {
  const recomputed = withLevel(clock, context);
  const same =
    recomputed.levelId === clock.levelId &&
    recomputed.dueAt === clock.dueAt &&
    recomputed.warnAt === clock.warnAt &&
    recomputed.warnAtPercent === clock.warnAtPercent &&
    recomputed.targetMinutes === clock.targetMinutes;
  if (same) return unchanged(clock);
  const wasSilent = clock.targetMinutes === null && recomputed.targetMinutes === null;
  return { clock: recomputed, facts: wasSilent ? [] : [{ type: 'recomputed', clock: recomputed }] };
}

/** Makes one change to every clock of a ticket and gathers what happened. */
export function changeClocks(
  clocks: readonly SlaClock[],
  change: (clock: SlaClock) => ClockChange,
): ClocksChange {
  const changes = clocks.map(change);
  return {
    clocks: changes.flatMap(({ clock }) => (clock === null ? [] : [clock])),
    facts: changes.flatMap(({ facts }) => facts),
  };
}

/** A changed level, calendar or holiday recomputes the running and paused clocks from their original start (behaviour.md section 6). */
export function recomputeClocks(clocks: readonly SlaClock[], context: LevelAndHours): ClocksChange {
  return changeClocks(clocks, (clock) => recomputeClock(clock, context));
}
