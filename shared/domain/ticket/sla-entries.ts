import type { SlaFact } from '../sla/clock.ts';
import type { EntryChange } from './entry.ts';

/** What happened to clocks, as lines of the timeline: starts and pauses follow from the other entries. */
export function slaEntries(facts: readonly SlaFact[]): EntryChange[] {
  return facts.flatMap((fact): EntryChange[] => {
    const { kind, dueAt, startedAt } = fact.clock;
    if (fact.type === 'warned') return [{ kind: 'sla.warning', after: { clock: kind, startedAt, dueAt } }];
    if (fact.type === 'breached') return [{ kind: 'sla.breached', after: { clock: kind, startedAt, dueAt } }];
    if (fact.type !== 'ended') return [];
    const { levelId, outcome, endedAt, elapsedMinutes, elapsedSeconds } = fact.row;
    const { responsibleAgentId, finishedByAgentId } = fact.row;
    return [
      {
        kind: 'sla.ended',
        businessSeconds: elapsedSeconds,
        after: {
          clock: kind,
          levelId,
          startedAt,
          dueAt,
          endedAt,
          outcome,
          elapsedMinutes,
          responsibleAgentId,
          finishedByAgentId,
        },
      },
    ];
  });
}
