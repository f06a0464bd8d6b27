import { describe, expect, it } from 'vitest';
import { enteringAfter, enterTimeRule } from '#shared/domain/rule/enter-time-rule.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aContext, anAccount, aTicket, aTimeRule, atMinute, bySystem } from '#test/support/builders.ts';

const rule = aTimeRule();
const account = anAccount({ timeRules: [rule] });
const context = aContext(5, { account, actor: bySystem });
const enter = (changes: Partial<Ticket>) => enterTimeRule(aTicket(changes), rule.id, context);

describe('a ticket that enters a time rule', () => {
  it('learns its moment, and is no newer by it', () => {
    const entered = enter({})!;

    expect(entered.after).toMatchObject({ due: { at: atMinute(30), sweep: 'wake' }, updatedAt: atMinute(0) });
    expect(entered.entries).toEqual([]);
    expect(enterTimeRule(entered.after, rule.id, context)).toBeNull();
  });

  it.each<[string, Partial<Ticket>]>([
    ['is closed', { status: 'closed' }],
    ['is deleted', { status: 'deleted', due: { at: atMinute(43_200), sweep: 'wake' } }],
    ['fired it, and has not left it', { firedRuleIds: [rule.id] }],
    ['has nothing that the rule waits for', { status: 'answered' }],
  ])('is left alone when it %s', (_, changes) => {
    expect(enter(changes)).toBeNull();
  });

  it('is looked at again at once where the rule is another now', () => {
    const entered = enter({ timeRuleLooks: { [rule.id]: atMinute(900) } });

    expect(entered?.after).toMatchObject({ timeRuleLooks: {}, due: { at: atMinute(30) } });
  });
});

describe('a time rule', () => {
  const other = { groups: [{ conditions: [{ field: 'status', operator: 'is', value: 'new' }] }] } as const;

  it.each([
    ['is new', null, rule, true],
    ['is new and at rest', null, { ...rule, active: false }, false],
    ['begins', { ...rule, active: false }, rule, true],
    ['asks for another time', rule, aTimeRule({ trigger: { kind: 'sinceCreated', minutes: 3 } }), true],
    [
      'asks for something else',
      rule,
      { ...rule, groups: [{ conditions: [...other.groups[0].conditions] }] },
      true,
    ],
    ['does something else', rule, aTimeRule({ actions: [{ type: 'delete' }] }), false],
    ['ends', rule, { ...rule, active: false }, false],
    ['is gone', rule, null, false],
  ])('that %s is entered or not', (...[, before, after, expected]) => {
    expect(enteringAfter(before, after)).toEqual(expected ? { ruleId: rule.id } : null);
  });
});
