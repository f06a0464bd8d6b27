import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breachDue, nextMoment, settleClocks, warnDue } from '#shared/domain/sla/due-clocks.ts';
import { aLevel, arrives, on, tell } from './clocks.ts';

const level = aLevel({ firstAnswer: 60, firstResolve: 120 });
const { clocks } = tell([arrives('mon 09:00')], { level });

describe('nextMoment', () => {
  it('is the earliest warning, then the earliest due time, then nothing', () => {
    const warned = settleClocks(clocks, on('mon 09:48')).clocks;
    const breached = settleClocks(warned, on('mon 10:00')).clocks;
    const all = settleClocks(breached, on('mon 11:00')).clocks;

    expect(nextMoment(clocks)).toBe(on('mon 09:48'));
    expect(nextMoment(warned)).toBe(on('mon 10:00'));
    expect(nextMoment(breached)).toBe(on('mon 10:36'));
    expect(nextMoment(all)).toBeNull();
  });

  it('is nothing for a ticket without level, a postponed or an ended one', () => {
    expect(nextMoment(tell([arrives('mon 09:00')], { level: null }).clocks)).toBeNull();
    expect(nextMoment(tell([arrives('mon 09:00'), ['mon 09:10', { type: 'postponed' }]]).clocks)).toBeNull();
    expect(
      nextMoment(tell([arrives('mon 09:00'), ['mon 09:10', { type: 'resolved' }]], { level }).clocks),
    ).toBeNull();
  });
});

describe('breachDue', () => {
  it('marks at the due time, not a millisecond before', () => {
    expect(breachDue(clocks, '2026-03-02T09:59:59.999Z').facts).toEqual([]);
    expect(breachDue(clocks, on('mon 10:00')).facts.map((fact) => fact.clock.kind)).toEqual(['firstAnswer']);
  });

  it('leaves the end of a missed clock empty', () => {
    expect(breachDue(clocks, on('mon 10:00')).clocks[0]).toMatchObject({
      state: 'missed',
      breachedAt: on('mon 10:00'),
      endedAt: null,
    });
  });
});

describe('warnDue', () => {
  it('warns also when the breach came first', () => {
    const breached = breachDue(clocks, on('mon 10:30')).clocks;

    expect(warnDue(breached, on('mon 10:30')).facts.map((fact) => fact.clock.kind)).toEqual(['firstAnswer']);
  });
});

describe('settleClocks', () => {
  it('marks each warning and each breach exactly once, however often and whenever it looks', () => {
    const anyLooks = fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyLooks, (minutes) => {
        let current = clocks;
        const marks: string[] = [];
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const now = new Date(Date.parse(on('mon 09:00')) + minute * 60_000).toISOString();
          const settled = settleClocks(current, now);
          current = settled.clocks;
          marks.push(...settled.facts.map((fact) => `${fact.clock.kind} ${fact.type}`));
        }

        const last = Math.max(...minutes);
        const expected = [
          [48, 'firstAnswer warned'],
          [60, 'firstAnswer breached'],
          [96, 'firstResolve warned'],
          [120, 'firstResolve breached'],
        ] as const;
        expect(marks.toSorted()).toEqual(
          expected
            .filter(([minute]) => minute <= last)
            .map(([, mark]) => mark)
            .toSorted(),
        );
      }),
    );
  });
});
