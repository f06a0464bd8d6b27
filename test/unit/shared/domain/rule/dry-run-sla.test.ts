import { describe, expect, it } from 'vitest';
import { dryRunSla } from '#shared/domain/rule/dry-run-sla.ts';
import type { SlaRule } from '#shared/domain/rule/sla-rule.ts';
import { anSlaRule, aPrincipal } from '#test/support/builders.ts';
import { anAccountWith, aRuleWorld, when } from './rule-worlds.ts';

const principal = aPrincipal({ role: 'admin' });
const named = (id: SlaRule['id'], levelId: SlaRule['levelId'], changes: Partial<SlaRule> = {}) =>
  anSlaRule(levelId, { id, ...changes });

async function given(rule: SlaRule, slaRules: readonly SlaRule[]) {
  const world = aRuleWorld([], {}, anAccountWith([], { slaRules }));
  const before = JSON.stringify([[...world.tickets.ticketById], world.entries(), world.sent()]);
  const { items } = await dryRunSla(world, principal, { rule, last: 1 });
  expect(JSON.stringify([[...world.tickets.ticketById], world.entries(), world.sent()])).toBe(before);
  return items[0];
}

describe('a dry run of an SLA rule', () => {
  const gold = named('rul_gold', 'sla_gold', { order: 5 });
  const never = when('subject', 'is', 'another');

  it('says which level it would have given, also while it is not active', async () => {
    expect(await given({ ...gold, active: false }, [])).toMatchObject({
      isMatch: true,
      group: null,
      givenBy: 'rul_gold',
      givenLevelId: 'sla_gold',
      levelId: null,
    });
  });

  it.each<[string, SlaRule, string | null]>([
    ['an earlier one that holds comes first', named('rul_a', 'sla_silver', { order: 1 }), 'rul_a'],
    ['a later one does not', named('rul_z', 'sla_silver', { order: 9 }), 'rul_gold'],
    ['of one number the older comes first', named('rul_b', 'sla_silver', { order: 5 }), 'rul_b'],
    [
      'an earlier one that does not hold is passed over',
      named('rul_a', 'sla_silver', { order: 1, groups: never }),
      'rul_gold',
    ],
  ])('%s', async (_, other, givenBy) => {
    expect(await given(gold, [other, gold])).toMatchObject({ givenBy, isMatch: true });
  });

  it('says which condition did not hold, and what is given instead', async () => {
    const groups = [...when('body', 'contains', 'nothing of that'), ...never];

    expect(
      await given({ ...gold, groups }, [gold, named('rul_late', 'sla_silver', { order: 9 })]),
    ).toMatchObject({
      isMatch: false,
      group: null,
      conditions: [
        { group: 0, field: 'body', met: false },
        { group: 1, field: 'subject', met: false },
      ],
      givenBy: 'rul_late',
    });
  });
});
