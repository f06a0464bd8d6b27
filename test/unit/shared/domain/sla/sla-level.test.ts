import { describe, expect, it } from 'vitest';
import { SlaLevel } from '#shared/domain/sla/sla-level.ts';

const valid = { name: 'Gold', targetMinutes: { firstAnswer: 60, nextAnswer: 120 } };

describe('SlaLevel', () => {
  it('promises nothing that is not named, and warns at 80 %', () => {
    expect(SlaLevel.parse(valid)).toEqual({
      name: 'Gold',
      businessHoursId: null,
      warnAtPercent: 80,
      targetMinutes: {
        firstAnswer: 60,
        nextAnswer: 120,
        firstAssign: null,
        firstResolve: null,
        chatAnswer: null,
        callAnswer: null,
      },
    });
  });

  it.each([
    ['a target of nothing', { targetMinutes: { firstAnswer: 0 } }, 'targetMinutes.firstAnswer'],
    ['half a minute', { targetMinutes: { firstAnswer: 0.5 } }, 'targetMinutes.firstAnswer'],
    ['a kind that does not exist', { targetMinutes: { lastAnswer: 5 } }, 'targetMinutes'],
    ['no targets', { targetMinutes: undefined }, 'targetMinutes'],
    ['a warning after the end', { warnAtPercent: 101 }, 'warnAtPercent'],
    ['a calendar that is none', { businessHoursId: 'dep_1' }, 'businessHoursId'],
    ['no name', { name: ' ' }, 'name'],
  ])('refuses %s', (_, change, path) => {
    const result = SlaLevel.safeParse({ ...valid, ...change });

    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
