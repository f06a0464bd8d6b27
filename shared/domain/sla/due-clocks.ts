import type { Instant } from '../business-time/instant.ts';
import type { ClocksChange, SlaClock } from './clock.ts';
import { isOpenClock } from './clock.ts';
import { changeClocks } from './clock-changes.ts';

function isWarningDue(clock: SlaClock, now: Instant): boolean {
  return isOpenClock(clock) && clock.warnedAt === null && clock.warnAt !== null && clock.warnAt <= now;
}

function isBreachDue(clock: SlaClock, now: Instant): boolean {
  return isOpenClock(clock) && clock.breachedAt === null && clock.dueAt !== null && clock.dueAt <= now;
}

/** Marks the warnings that are due at `now`, each clock once, also one that was breached before anyone looked. */
export function warnDue(clocks: readonly SlaClock[], now: Instant): ClocksChange {
  return changeClocks(clocks, (clock) => {
    if (!isWarningDue(clock, now)) return { clock, facts: [] };
    const warned: SlaClock = { ...clock, warnedAt: now };
    return { clock: warned, facts: [{ type: 'warned', clock: warned }] };
  });
}

/** Marks the breaches that are due at `now`, each clock once: at the due time the target is used up (behaviour.md section 6). */
export function breachDue(clocks: readonly SlaClock[], now: Instant): ClocksChange {
  return changeClocks(clocks, (clock) => {
    if (!isBreachDue(clock, now)) return { clock, facts: [] };
    const breached: SlaClock = { ...clock, state: 'missed', breachedAt: now };
    return { clock: breached, facts: [{ type: 'breached', clock: breached }] };
  });
}

/** Warnings, then breaches: what a sweep does to a ticket, and what every change does first. */
export function settleClocks(clocks: readonly SlaClock[], now: Instant): ClocksChange {
  const warned = warnDue(clocks, now);
  const breached = breachDue(warned.clocks, now);
  return { clocks: breached.clocks, facts: [...warned.facts, ...breached.facts] };
}

function momentsOf(clock: SlaClock): (Instant | null)[] {
  if (!isOpenClock(clock)) return [];
  return [clock.warnedAt === null ? clock.warnAt : null, clock.breachedAt === null ? clock.dueAt : null];
}

/** The earliest warning or breach that is still to be marked; null when there is none. */
export function nextMoment(clocks: readonly SlaClock[]): Instant | null {
  const moments = clocks.flatMap(momentsOf).filter((moment) => moment !== null);
  return moments.sort()[0] ?? null;
}
