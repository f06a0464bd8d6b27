import { describe, expect, it } from 'vitest';
import { clocksAfter } from '#shared/domain/sla/clocks-after.ts';
import { aContext, aLevel, arrives, on, tell, wakes, writesAgain } from './clocks.ts';

describe('a ticket from a customer', () => {
  it('starts the first answer at the arrival of its message, and assignment and resolution at its creation', () => {
    const after = clocksAfter(
      [],
      { type: 'created', by: 'customer', messageAt: on('mon 09:00') },
      aContext(on('mon 09:05')),
    );

    expect(after.clocks.map(({ kind, startedAt, dueAt }) => [kind, startedAt, dueAt])).toEqual([
      ['firstAnswer', on('mon 09:00'), on('mon 11:00')],
      ['firstAssign', on('mon 09:05'), on('mon 09:35')],
      ['firstResolve', on('mon 09:05'), on('tue 01:05')],
    ]);
    expect(after.clocks[0]?.warnAt).toBe(on('mon 10:36'));
  });

  it('ends the first answer as kept when it is answered in time, with who is responsible and who answered', () => {
    const story = tell([arrives('mon 09:00'), ['mon 10:30', { type: 'answered' }]], {
      responsibleAgentId: 'agt_ada',
      finishedByAgentId: 'agt_bob',
    });

    expect(story.rows).toEqual([
      {
        kind: 'firstAnswer',
        levelId: 'sla_gold',
        startedAt: on('mon 09:00'),
        dueAt: on('mon 11:00'),
        endedAt: on('mon 10:30'),
        elapsedMinutes: 90,
        elapsedSeconds: 5_400,
        outcome: 'kept',
        responsibleAgentId: 'agt_ada',
        finishedByAgentId: 'agt_bob',
      },
    ]);
    expect(story.clock('firstAnswer')?.state).toBe('kept');
  });

  it('ends it as missed when it is answered too late, breached by that very change if no sweep came before', () => {
    const story = tell([arrives('mon 09:00'), ['mon 11:30', { type: 'answered' }]]);

    expect(story.told.filter((line) => line.startsWith('firstAnswer'))).toEqual([
      'firstAnswer started',
      'firstAnswer warned',
      'firstAnswer breached',
      'firstAnswer ended',
    ]);
    expect(story.rows[0]).toMatchObject({ outcome: 'missed', elapsedMinutes: 150 });
  });

  it('ends the assignment at the first assignment only', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'assigned' }],
      ['mon 09:20', { type: 'assigned' }],
    ]);

    expect(story.rows.map((row) => [row.kind, row.elapsedMinutes])).toEqual([['firstAssign', 10]]);
  });

  it('ends the resolution at the first resolving only', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'answered' }],
      ['mon 10:00', { type: 'resolved' }],
      writesAgain('mon 11:00'),
      ['mon 11:10', { type: 'resolved' }],
    ]);

    expect(story.rows.filter((row) => row.kind === 'firstResolve').map((row) => row.elapsedMinutes)).toEqual([
      60,
    ]);
  });
});

describe('a ticket made by an agent', () => {
  it('promises no first answer', () => {
    const story = tell([['mon 09:00', { type: 'created', by: 'agent', messageAt: on('mon 09:00') }]]);

    expect(story.clock('firstAnswer')).toBeUndefined();
    expect(story.clock('firstResolve')?.state).toBe('running');
  });
});

describe('resolving without an answer', () => {
  it('leaves no record of the answer', () => {
    const story = tell([arrives('mon 09:00'), ['mon 10:00', { type: 'resolved' }]], {
      level: aLevel({ firstAnswer: 120 }),
    });

    expect(story.rows).toEqual([]);
    expect(story.told).toContain('firstAnswer dropped');
    expect(story.clock('firstAnswer')).toBeUndefined();
  });

  it('leaves a missed row when the answer was breached', () => {
    const story = tell([arrives('mon 09:00'), ['mon 12:00', { type: 'resolved' }]], {
      level: aLevel({ firstAnswer: 120 }),
    });

    expect(story.rows).toMatchObject([{ kind: 'firstAnswer', outcome: 'missed', elapsedMinutes: 180 }]);
  });
});

describe('reopening', () => {
  it('starts a new clock every time', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'answered' }],
      writesAgain('mon 10:00'),
      ['mon 10:30', { type: 'answered' }],
      writesAgain('mon 12:00'),
    ]);

    expect(story.clock('nextAnswer')).toMatchObject({
      state: 'running',
      startedAt: on('mon 12:00'),
      dueAt: on('mon 13:00'),
    });
    expect(story.rows.filter((row) => row.kind === 'nextAnswer').map((row) => row.elapsedMinutes)).toEqual([
      30,
    ]);
  });

  it('keeps the clock that runs when the customer writes twice', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'answered' }],
      writesAgain('mon 10:00'),
      writesAgain('mon 10:20'),
    ]);

    expect(story.clock('nextAnswer')?.dueAt).toBe(on('mon 11:00'));
  });
});

describe('postponing', () => {
  it('pauses every clock, and waking moves their ends by the time that did not count', () => {
    const postponed = [arrives('mon 09:00'), ['mon 10:00', { type: 'postponed' }]] as const;
    const paused = tell(postponed);
    const woken = tell([...postponed, wakes('tue 10:00', 'new')]);

    expect(paused.clock('firstAnswer')).toMatchObject({ state: 'paused', dueAt: null, warnAt: null });
    expect(woken.clock('firstAnswer')).toMatchObject({ state: 'running', dueAt: on('tue 11:00') });
    expect(woken.clock('firstResolve')?.dueAt).toBe(on('wed 01:00'));
  });

  it('ends when it was to end, not when the sweep saw it', () => {
    const paused = tell([arrives('mon 09:00'), ['mon 10:00', { type: 'postponed' }]]);

    const woken = clocksAfter(
      paused.clocks,
      { type: 'woken', to: 'new', since: on('mon 12:00') },
      aContext(on('mon 12:01')),
    );

    expect(woken.clocks[0]).toMatchObject({ kind: 'firstAnswer', dueAt: on('mon 13:00') });
  });

  it('leaves a new ticket new when the customer writes: the first answer counts on', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 10:00', { type: 'postponed' }],
      writesAgain('mon 12:00', 'new'),
    ]);

    expect(story.clock('firstAnswer')?.dueAt).toBe(on('mon 13:00'));
    expect(story.clock('nextAnswer')).toBeUndefined();
  });

  it('lets the next answer of an open ticket count on, and starts one for a ticket that was answered', () => {
    const open = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'answered' }],
      writesAgain('mon 10:00'),
      ['mon 10:30', { type: 'postponed' }],
      wakes('mon 15:00', 'open'),
    ]);
    const answered = tell([
      arrives('mon 09:00'),
      ['mon 09:10', { type: 'answered' }],
      ['mon 10:30', { type: 'postponed' }],
      wakes('mon 15:00', 'open'),
    ]);

    expect(open.clock('nextAnswer')?.dueAt).toBe(on('mon 15:30'));
    expect(answered.clock('nextAnswer')?.dueAt).toBe(on('mon 16:00'));
  });

  it('ends with an answer while postponed: kept, and the other clocks count on', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 10:00', { type: 'postponed' }],
      ['wed 10:00', { type: 'answered' }],
    ]);

    expect(story.rows).toMatchObject([{ kind: 'firstAnswer', outcome: 'kept', elapsedMinutes: 60 }]);
    expect(story.clock('firstResolve')).toMatchObject({ state: 'running', dueAt: on('thu 01:00') });
  });

  it('keeps a missed clock missed, without counting the pause', () => {
    const story = tell([
      arrives('mon 09:00'),
      ['mon 12:00', { type: 'postponed' }],
      wakes('mon 15:00', 'new'),
      ['mon 16:00', { type: 'answered' }],
    ]);

    expect(story.rows.find((row) => row.kind === 'firstAnswer')).toMatchObject({
      outcome: 'missed',
      elapsedMinutes: 240,
      dueAt: on('mon 11:00'),
    });
  });
});
