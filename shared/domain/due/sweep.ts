import { lookAheadSeconds } from '../announcing/announce-due.ts';
import { toEpochMs, toInstant } from '../business-time/instant.ts';
import type { DueStore, DueThing, SweepName } from './due-store.ts';

export interface SweepDesk {
  readonly due: DueStore;
  readonly now: () => number;
  /** Sends each on its way to its moment. */
  readonly remind: (things: readonly DueThing[]) => Promise<void>;
}

export interface SweepResult {
  readonly found: number;
  /** How late the earliest was: 0 when nothing was overdue. */
  readonly lagSeconds: number;
}

/**
 * Reads what is due until the next sweep and a little longer, because a schedule has a minute's precision. A thing
 * stays in the index until its moment was met, so one that was reminded twice, or whose reminder was lost, is no worse off.
 */
export async function sweep(name: SweepName, desk: SweepDesk): Promise<SweepResult> {
  const nowMs = desk.now();
  let found = 0;
  let earliestMs = nowMs;
  for await (const things of desk.due.list(name, toInstant(nowMs + lookAheadSeconds * 1000))) {
    await desk.remind(things);
    found += things.length;
    for (const thing of things) earliestMs = Math.min(earliestMs, toEpochMs(thing.dueAt));
  }
  return { found, lagSeconds: Math.round((nowMs - earliestMs) / 1000) };
}
