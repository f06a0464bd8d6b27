import type { Instant } from '../business-time/instant.ts';
import type { AgentId, LevelId } from '../ids.ts';
import type { SlaTargetKind } from './target-kind.ts';

/** Postponed time in real instants, so that it can be counted anew under another calendar; `to` is null while it lasts. */
export interface SlaPause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/**
 * One promise of a ticket's level, kept on the ticket (behaviour.md section 6). `missed` from its breach on, its end
 * empty until it ends; an ended clock stays until the next of its kind starts. Without a target it is silent: it
 * measures, warns nobody and leaves no row, and takes effect from its original start when a level gives it a target.
 */
export interface SlaClock {
  readonly kind: SlaTargetKind;
  readonly state: 'running' | 'paused' | 'kept' | 'missed';
  readonly levelId: LevelId | null;
  readonly targetMinutes: number | null;
  readonly warnAtPercent: number;
  readonly startedAt: Instant;
  readonly pauses: readonly SlaPause[];
  /** Null for a silent clock, and while a pause keeps it from ever being reached. */
  readonly warnAt: Instant | null;
  readonly dueAt: Instant | null;
  /** When warning and breach were marked: each once. */
  readonly warnedAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Whole business seconds without pauses, once it has ended. */
  readonly elapsedSeconds: number | null;
}

/** One line of the SLA log: a finished clock. */
export interface SlaLogRow {
  readonly kind: SlaTargetKind;
  readonly levelId: LevelId | null;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  readonly endedAt: Instant;
  readonly elapsedMinutes: number;
  readonly elapsedSeconds: number;
  readonly outcome: 'kept' | 'missed';
  /** The assignee when the clock ended, before that change. */
  readonly responsibleAgentId: AgentId | null;
  readonly finishedByAgentId: AgentId | null;
}

/** What happened to a clock that has a target: for the timeline, the log and the events. */
export type SlaFact =
  | {
      readonly type: 'started' | 'paused' | 'resumed' | 'recomputed' | 'warned' | 'breached' | 'dropped';
      readonly clock: SlaClock;
    }
  | { readonly type: 'ended'; readonly clock: SlaClock; readonly row: SlaLogRow };

/** A ticket's clocks after a change, and what happened to them, in order. */
export interface ClocksChange {
  readonly clocks: readonly SlaClock[];
  readonly facts: readonly SlaFact[];
}

/** One clock after a change; null when it vanished without a record. */
export interface ClockChange {
  readonly clock: SlaClock | null;
  readonly facts: readonly SlaFact[];
}

/** Neither ended nor vanished: running, paused, or missed and still unanswered. */
export function isOpenClock(clock: SlaClock): boolean {
  return clock.endedAt === null;
}

export function isPausedClock(clock: SlaClock): boolean {
  return clock.pauses.at(-1)?.to === null;
}
