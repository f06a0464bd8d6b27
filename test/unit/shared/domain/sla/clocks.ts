import { alwaysOpen, openBusinessTime } from '#shared/domain/business-time/business-time.ts';
import type { SlaClock } from '#shared/domain/sla/clock.ts';
import type { ClockContext } from '#shared/domain/sla/clock-changes.ts';
import { clocksAfter, type SlaTransition } from '#shared/domain/sla/clocks-after.ts';
import type { ClockLevel } from '#shared/domain/sla/sla-level.ts';
import { SlaLevel } from '#shared/domain/sla/sla-level.ts';
import { aCalendar } from '../business-time/calendars.ts';

/** Monday to Friday, 9 to 17 in UTC. */
export const officeHours = openBusinessTime(aCalendar({ timezone: 'UTC' }));

export function aLevel(targetMinutes: Partial<SlaLevel['targetMinutes']>, warnAtPercent = 80): ClockLevel {
  return { ...SlaLevel.parse({ name: 'Gold', targetMinutes, warnAtPercent }), id: 'sla_gold' };
}

/** Instants of a week in March 2026 that begins on Monday the 2nd: `on('mon 09:30')`. */
export function on(moment: string): string {
  const [day, time] = moment.split(' ');
  const date = 2 + ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'next-mon'].indexOf(day!);
  return `2026-03-${String(date).padStart(2, '0')}T${time}:00.000Z`;
}

export function aContext(at: string, changes: Partial<ClockContext> = {}): ClockContext {
  return {
    level: aLevel({ firstAnswer: 120, nextAnswer: 60, firstAssign: 30, firstResolve: 960 }),
    hours: alwaysOpen,
    at,
    responsibleAgentId: null,
    finishedByAgentId: null,
    ...changes,
  };
}

/** Tells a story of transitions, each at its moment, and gives the clocks and facts at its end. */
export function tell(
  story: readonly (readonly [moment: string, transition: SlaTransition])[],
  changes: Partial<ClockContext> = {},
) {
  let clocks: readonly SlaClock[] = [];
  const facts = [];
  for (const [moment, transition] of story) {
    const after = clocksAfter(clocks, transition, aContext(on(moment), changes));
    clocks = after.clocks;
    facts.push(...after.facts);
  }
  return {
    clocks,
    facts,
    told: facts.map((fact) => `${fact.clock.kind} ${fact.type}`),
    rows: facts.flatMap((fact) => (fact.type === 'ended' ? [fact.row] : [])),
    clock: (kind: SlaClock['kind']) => clocks.find((clock) => clock.kind === kind),
  };
}

export function arrives(moment: string): [string, SlaTransition] {
  return [moment, { type: 'created', by: 'customer', messageAt: on(moment) }];
}

export function writesAgain(moment: string, to: 'new' | 'open' = 'open'): [string, SlaTransition] {
  return [moment, { type: 'reopened', to, since: on(moment) }];
}

export function wakes(moment: string, to: 'new' | 'open'): [string, SlaTransition] {
  return [moment, { type: 'woken', to, since: on(moment) }];
}
