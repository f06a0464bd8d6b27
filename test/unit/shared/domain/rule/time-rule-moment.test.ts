import { describe, expect, it } from 'vitest';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { dueTimeRules, nextTimeRuleMoment } from '#shared/domain/rule/time-rule-moment.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { anAccount, aTicket, aTimeRule, atMinute } from '#test/support/builders.ts';

const after = (minutes: number, changes: Partial<TimeRule> = {}) =>
  aTimeRule({ id: `rul_${minutes}`, trigger: { kind: 'sinceCustomerMessage', minutes }, ...changes });
const account = anAccount({ timeRules: [after(60), after(20), after(40)] });

describe('nextTimeRuleMoment', () => {
  it.each<[string, Partial<Ticket>, string | null]>([
    ['new', {}, atMinute(20)],
    ['open, since the last message', { status: 'open', lastCustomerMessageAt: atMinute(5) }, atMinute(25)],
    ['one rule has fired for', { firedRuleIds: ['rul_20'] }, atMinute(40)],
    ['all rules have fired for', { firedRuleIds: ['rul_20', 'rul_40', 'rul_60'] }, null],
    ['answered', { status: 'answered' }, null],
    ['postponed', { status: 'postponed' }, null],
    ['resolved', { status: 'resolved' }, null],
    ['one to which no customer wrote', { status: 'open', lastCustomerMessageAt: null }, null],
  ])('of a ticket that is %s', (_, changes, expected) => {
    expect(nextTimeRuleMoment(aTicket(changes), account)).toBe(expected);
  });

  it('leaves out rules whose conditions do not hold', () => {
    const urgentOnly = [{ conditions: [{ field: 'priority', operator: 'is', value: 'urgent' }] }] as const;
    const picky = after(10, {
      groups: [...urgentOnly.map((group) => ({ conditions: [...group.conditions] }))],
    });
    const of = anAccount({ timeRules: [picky] });

    expect(nextTimeRuleMoment(aTicket(), of)).toBeNull();
    expect(nextTimeRuleMoment(aTicket({ priority: 'urgent' }), of)).toBe(atMinute(10));
  });
});

describe('dueTimeRules', () => {
  it.each([
    [19, []],
    [20, ['rul_20']],
    [40, ['rul_20', 'rul_40']],
    [90, ['rul_60', 'rul_20', 'rul_40']],
  ])('at minute %i are %j, in the order of the account', (minutes, expected) => {
    expect(dueTimeRules(aTicket(), account, atMinute(minutes)).map((rule) => rule.id)).toEqual(expected);
  });
});
