import { describe, expect, it } from 'vitest';
import { alwaysOpen } from '#shared/domain/business-time/business-time.ts';
import { toSlaSummary, toSlaView } from '#shared/domain/sla/sla-view.ts';
import { aLevel, arrives, officeHours, on, tell } from './clocks.ts';

const level = aLevel({ firstAnswer: 120 });

describe('toSlaView', () => {
  it('shows the clocks that have a target, in the shape of the API', () => {
    const { clocks } = tell([arrives('mon 16:00')], { level, hours: officeHours });

    expect(toSlaView({ levelId: 'sla_gold', clocks }, officeHours, '2026-03-03T09:12:59.999Z')).toEqual({
      levelId: 'sla_gold',
      clocks: [
        {
          kind: 'firstAnswer',
          state: 'running',
          startedAt: on('mon 16:00'),
          warnAt: on('tue 09:36'),
          dueAt: on('tue 10:00'),
          endedAt: null,
          elapsedMinutes: 72,
        },
      ],
    });
  });

  it.each([
    ['paused', [arrives('mon 09:00'), ['mon 10:00', { type: 'postponed' }]], 60],
    ['kept', [arrives('mon 09:00'), ['mon 10:30', { type: 'answered' }]], 90],
    ['missed', [arrives('mon 09:00'), ['mon 12:00', { type: 'transferred' }]], 540],
  ] as const)('shows a clock that is %s', (state, story, elapsedMinutes) => {
    const { clocks } = tell(story, { level });

    const view = toSlaView({ levelId: 'sla_gold', clocks }, alwaysOpen, on('mon 18:00'));

    expect(view.clocks).toMatchObject([{ state, elapsedMinutes }]);
  });
});

describe('toSlaSummary', () => {
  it('names the next due time', () => {
    const { clocks } = tell([arrives('mon 09:00')], { level });

    expect(toSlaSummary({ levelId: 'sla_gold', clocks })).toEqual({
      levelId: 'sla_gold',
      nextDueAt: on('mon 11:00'),
      breached: false,
    });
  });

  it('says that a target was missed, also after its end', () => {
    const { clocks } = tell([arrives('mon 09:00'), ['mon 12:00', { type: 'answered' }]], { level });

    expect(toSlaSummary({ levelId: 'sla_gold', clocks })).toEqual({
      levelId: 'sla_gold',
      nextDueAt: null,
      breached: true,
    });
  });
});
