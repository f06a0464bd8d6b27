import { describe, expect, it } from 'vitest';
import { clocksAfter } from '#shared/domain/sla/clocks-after.ts';
import { aContext, aLevel, arrives, officeHours, on, tell } from './clocks.ts';

describe('another calendar or level', () => {
  it('recomputes the running clocks of a transferred ticket from their start', () => {
    const before = tell([arrives('mon 16:00')]);

    const after = clocksAfter(
      before.clocks,
      { type: 'transferred' },
      aContext(on('mon 16:10'), { hours: officeHours }),
    );

    expect(after.clocks[0]?.dueAt).toBe(on('tue 10:00'));
    expect(after.facts.map((fact) => fact.type)).toEqual(['recomputed', 'recomputed']);
  });

  it('gives a ticket without level its clocks from their original start when it gets one', () => {
    const story = tell([arrives('mon 09:00')], { level: null });

    const after = clocksAfter(story.clocks, { type: 'levelChanged' }, aContext(on('mon 10:00')));

    expect(story.facts).toEqual([]);
    expect(after.clocks[0]).toMatchObject({
      kind: 'firstAnswer',
      dueAt: on('mon 11:00'),
      levelId: 'sla_gold',
    });
  });

  it('leaves a missed clock as it was', () => {
    const story = tell([arrives('mon 09:00'), ['mon 12:00', { type: 'transferred' }]]);

    const after = clocksAfter(
      story.clocks,
      { type: 'levelChanged' },
      aContext(on('mon 12:30'), { level: aLevel({ firstAnswer: 600 }) }),
    );

    expect(after.clocks[0]).toMatchObject({ state: 'missed', targetMinutes: 120, dueAt: on('mon 11:00') });
  });

  it('measures without promising when the level is taken away', () => {
    const story = tell([arrives('mon 09:00')]);

    const after = clocksAfter(
      story.clocks,
      { type: 'levelChanged' },
      aContext(on('mon 09:10'), { level: null }),
    );

    expect(after.clocks.map((clock) => [clock.dueAt, clock.warnAt, clock.levelId])).toEqual([
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
  });
});

describe('spam, deletion and merge', () => {
  it.each(['spam', 'deleted', 'merged'] as const)('%s ends the clocks without a record', (as) => {
    const story = tell([arrives('mon 09:00'), ['mon 12:00', { type: 'discarded', as }]]);

    expect(story.clocks).toEqual([]);
    expect(story.rows).toEqual([]);
  });

  it('are undone by starting the clocks of the status that the ticket had', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'discarded', as: 'spam' }],
      ['mon 12:00', { type: 'restored', to: 'new' }],
    ]);

    expect(story.clock('firstAnswer')).toMatchObject({ startedAt: on('mon 12:00'), dueAt: on('mon 14:00') });
    expect(story.clock('firstAssign')?.state).toBe('running');
  });

  it.each([
    ['open', ['nextAnswer running', 'firstAssign running', 'firstResolve running']],
    ['answered', ['firstAssign running', 'firstResolve running']],
    ['postponed', ['firstAssign paused', 'firstResolve paused']],
    ['resolved', []],
    ['closed', []],
  ] as const)('restore to %s', (to, expected) => {
    const story = tell([['mon 12:00', { type: 'restored', to }]]);

    expect(story.clocks.map((clock) => `${clock.kind} ${clock.state}`)).toEqual(expected);
  });
});

describe('a chat or call', () => {
  const level = aLevel({ chatAnswer: 1, callAnswer: 1 });

  it.each(['chatAnswer', 'callAnswer'] as const)('keeps %s when it is picked up in time', (kind) => {
    const story = tell(
      [
        ['mon 09:00', { type: 'rang', kind }],
        ['mon 09:00', { type: 'pickedUp', kind }],
      ],
      { level },
    );

    expect(story.rows).toMatchObject([{ kind, outcome: 'kept' }]);
  });

  it('leaves no record when it goes unanswered within its target, and a missed row after it', () => {
    const early = tell(
      [
        ['mon 09:00', { type: 'rang', kind: 'chatAnswer' }],
        ['mon 09:00', { type: 'unanswered', kind: 'chatAnswer' }],
      ],
      { level },
    );
    const late = tell(
      [
        ['mon 09:00', { type: 'rang', kind: 'chatAnswer' }],
        ['mon 09:02', { type: 'unanswered', kind: 'chatAnswer' }],
      ],
      { level },
    );

    expect(early.rows).toEqual([]);
    expect(late.rows).toMatchObject([{ kind: 'chatAnswer', outcome: 'missed' }]);
  });
});
