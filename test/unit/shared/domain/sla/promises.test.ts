import { describe, expect, it } from 'vitest';
import type { ClockContext } from '#shared/domain/sla/clock-changes.ts';
import { clocksAfter, type SlaTransition } from '#shared/domain/sla/clocks-after.ts';
import { settleClocks } from '#shared/domain/sla/due-clocks.ts';
import { aContext, aLevel, arrives, officeHours, on, tell, wakes, writesAgain } from './clocks.ts';

/**
 * Promises of two hours for the first answer, one for each next, half an hour for the assignment and two working days for
 * the resolution, counted Monday to Friday from 9 to 17. What is expected was reckoned by hand.
 */
type Step = readonly [string, SlaTransition];
const office = { hours: officeHours };
const answers = (moment: string): Step => [moment, { type: 'answered' }];
const resolves = (moment: string): Step => [moment, { type: 'resolved' }];
const postpones = (moment: string): Step => [moment, { type: 'postponed' }];
const spam = (moment: string): Step => [moment, { type: 'discarded', as: 'spam' }];
const noSpam = (moment: string): Step => [moment, { type: 'restored', to: 'new' }];

describe('promises in business hours', () => {
  it.each<[string, readonly Step[], string, string]>([
    ['over an evening', [arrives('mon 16:00')], 'mon 16:00', 'tue 10:00'],
    ['over a weekend', [arrives('fri 16:00')], 'fri 16:00', 'next-mon 10:00'],
    ['from outside of the hours', [arrives('sat 12:00')], 'sat 12:00', 'next-mon 11:00'],
    ['to the last minute of a day', [arrives('fri 15:00')], 'fri 15:00', 'fri 17:00'],
    [
      'postponed over a night',
      [arrives('mon 16:00'), postpones('mon 16:30'), wakes('tue 10:00', 'new')],
      'tue 10:00',
      'tue 11:30',
    ],
    [
      'postponed in the night alone',
      [arrives('mon 16:00'), postpones('mon 18:00'), wakes('tue 08:00', 'new')],
      'tue 08:00',
      'tue 10:00',
    ],
    [
      'postponed over a weekend',
      [arrives('fri 16:00'), postpones('fri 17:00'), wakes('next-mon 09:00', 'new')],
      'next-mon 09:00',
      'next-mon 10:00',
    ],
    [
      'postponed twice',
      [
        arrives('mon 09:00'),
        postpones('mon 09:30'),
        wakes('mon 12:00', 'new'),
        postpones('mon 12:30'),
        wakes('tue 09:00', 'new'),
      ],
      'tue 09:00',
      'tue 10:00',
    ],
    [
      'after the customer wrote while postponed',
      [arrives('mon 09:00'), postpones('mon 10:00'), writesAgain('tue 09:00', 'new')],
      'tue 09:00',
      'tue 10:00',
    ],
    [
      'when it was no spam',
      [arrives('mon 09:00'), spam('mon 10:00'), noSpam('tue 16:00')],
      'tue 16:00',
      'wed 10:00',
    ],
  ])('of a first answer are due: %s', (...[, story, , due]) => {
    expect(tell(story, office).clock('firstAnswer')).toMatchObject({ state: 'running', dueAt: on(due) });
  });

  it.each<[number, string, string]>([
    [80, 'mon 16:00', 'tue 09:36'],
    [50, 'fri 16:30', 'next-mon 09:30'],
    [100, 'sat 12:00', 'next-mon 11:00'],
    [1, 'mon 08:00', 'mon 09:01'],
  ])('are warned of at %i per cent of business time', (warnAtPercent, from, warned) => {
    const level = aLevel({ firstAnswer: warnAtPercent === 1 ? 100 : 120 }, warnAtPercent);

    const { warnAt } = tell([arrives(from)], { ...office, level }).clock('firstAnswer') ?? {};

    expect(warnAt).toBe(on(warned));
  });

  it('give a new next answer at every reopening, and a row for each that ended', () => {
    const story = tell(
      [
        arrives('mon 09:00'),
        answers('mon 09:10'),
        writesAgain('mon 16:30'),
        answers('tue 09:20'),
        writesAgain('tue 10:00'),
        resolves('tue 10:30'),
        writesAgain('wed 09:00'),
        answers('wed 11:00'),
        writesAgain('fri 16:50'),
      ],
      office,
    );

    const rows = story.rows.filter(({ kind }) => kind === 'nextAnswer');
    expect(
      rows.map(({ startedAt, dueAt, outcome, elapsedMinutes }) => [
        startedAt,
        dueAt,
        outcome,
        elapsedMinutes,
      ]),
    ).toEqual([
      [on('mon 16:30'), on('tue 09:30'), 'kept', 50],
      [on('wed 09:00'), on('wed 10:00'), 'missed', 120],
    ]);
    expect(story.clock('nextAnswer')).toMatchObject({
      startedAt: on('fri 16:50'),
      dueAt: on('next-mon 09:50'),
    });
  });

  it('of a breach leave a row when they end, not when they break: also by resolving', () => {
    const broken = tell([arrives('mon 16:00')], office);
    const settled = settleClocks(broken.clocks, on('tue 10:00'));
    const context = aContext(on('wed 12:00'), { ...office, responsibleAgentId: 'agt_ada' });

    const { clocks, facts } = clocksAfter(settled.clocks, { type: 'resolved' }, context);

    expect(settled.facts.map(({ type, clock }) => `${clock.kind} ${type}`)).toContain('firstAnswer breached');
    expect(settled.facts.filter(({ type }) => type === 'ended')).toEqual([]);
    const rows = facts.flatMap((fact) => (fact.type === 'ended' ? [fact.row] : []));
    const rowOf = (kind: string) => rows.find((row) => row.kind === kind);
    expect(rowOf('firstAnswer')).toMatchObject({
      outcome: 'missed',
      dueAt: on('tue 10:00'),
      elapsedMinutes: 720,
    });
    expect(rowOf('firstAssign')).toMatchObject({ outcome: 'missed', dueAt: on('mon 16:30') });
    expect(rowOf('firstResolve')).toMatchObject({ outcome: 'kept', elapsedMinutes: 720 });
    expect(rows.map(({ endedAt }) => endedAt)).toEqual(rows.map(() => on('wed 12:00')));
    expect(clocks.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  });

  it.each<[string, SlaTransition['type'], Partial<ClockContext>, string]>([
    ['another calendar', 'transferred', { hours: officeHours }, 'tue 10:00'],
    ['another target', 'levelChanged', { level: aLevel({ firstAnswer: 240 }) }, 'mon 20:00'],
    ['both', 'levelChanged', { hours: officeHours, level: aLevel({ firstAnswer: 240 }) }, 'tue 12:00'],
  ])('are reckoned anew from their start by %s', (...[, type, terms, due]) => {
    const before = tell([arrives('mon 16:00')]);

    const after = clocksAfter(before.clocks, { type } as SlaTransition, aContext(on('mon 16:45'), terms));

    expect(after.clocks[0]).toMatchObject({
      kind: 'firstAnswer',
      startedAt: on('mon 16:00'),
      dueAt: on(due),
    });
  });

  it('keep their pauses under another calendar', () => {
    const before = tell([arrives('mon 16:00'), postpones('mon 16:30'), wakes('mon 18:30', 'new')]);

    const after = clocksAfter(before.clocks, { type: 'transferred' }, aContext(on('mon 19:00'), office));

    expect(before.clock('firstAnswer')?.dueAt).toBe(on('mon 20:00'));
    expect(after.clocks[0]?.dueAt).toBe(on('tue 10:30'));
  });
});
