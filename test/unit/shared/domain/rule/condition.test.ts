import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Condition, ConditionGroups, isMatch } from '#shared/domain/rule/condition.ts';
import { foldText } from '#shared/domain/rule/operators.ts';
import { aCustomer, aTicket } from '#test/support/builders.ts';

const ticket = aTicket({
  subject: 'La Città brucia',
  tags: ['VIP', 'billing'],
  assigneeId: null,
  customer: { ...aCustomer, name: null, email: 'ada@example.com' },
});

const holds = (field: string, operator: string, value?: unknown) => {
  const groups = ConditionGroups.parse([{ conditions: [{ field, operator, value }] }]);
  return isMatch(groups, ticket);
};

describe('isMatch', () => {
  it.each<[field: string, operator: string, value: unknown, expected: boolean]>([
    ['status', 'is', 'new', true],
    ['status', 'is', 'open', false],
    ['status', 'isNot', 'open', true],
    ['status', 'oneOf', ['open', 'new'], true],
    ['status', 'noneOf', ['open', 'new'], false],
    ['subject', 'contains', 'citta', true],
    ['subject', 'contains', 'CITTÀ', true],
    ['subject', 'contains', 'village', false],
    ['subject', 'notContains', 'village', true],
    ['subject', 'is', 'la citta brucia', true],
    ['tags', 'is', 'vip', true],
    ['tags', 'isNot', 'vip', false],
    ['tags', 'anyOf', ['spam', 'Billing'], true],
    ['tags', 'allOf', ['vip', 'billing'], true],
    ['tags', 'allOf', ['vip', 'spam'], false],
    ['tags', 'noneOf', ['spam', 'vip'], false],
    ['tags', 'noneOf', ['spam'], true],
    ['tags', 'empty', undefined, false],
    ['tags', 'notEmpty', undefined, true],
    ['assigneeId', 'is', null, true],
    ['assigneeId', 'isNot', null, false],
    ['assigneeId', 'empty', undefined, true],
    ['assigneeId', 'is', 'agt_ada', false],
    ['customer.name', 'empty', undefined, true],
    ['customer.name', 'contains', 'ada', false],
    ['customer.name', 'notContains', 'ada', true],
    ['customer.email', 'is', 'ADA@example.com', true],
    ['customer.domain', 'is', 'example.com', true],
    ['customer.domain', 'oneOf', ['example.org'], false],
    ['sla.levelId', 'is', null, true],
  ])('%s %s %j is %s', (...[field, operator, value, expected]) => {
    expect(holds(field, operator, value)).toBe(expected);
  });

  it('joins the conditions of a group by AND, groups by OR, and holds always without groups', () => {
    const yes = { field: 'status', operator: 'is', value: 'new' } as const;
    const no = { field: 'status', operator: 'is', value: 'open' } as const;

    expect(isMatch([], ticket)).toBe(true);
    expect(isMatch([{ conditions: [yes, no] }], ticket)).toBe(false);
    expect(isMatch([{ conditions: [no] }, { conditions: [yes, yes] }], ticket)).toBe(true);
  });

  it('has in every operator the opposite of its negative', () => {
    const word = fc.constantFrom('vip', 'VIP', 'billing', 'spam');
    const property = fc.property(
      fc.constantFrom('tags', 'subject', 'customer.name'),
      word,
      (field, value) => {
        expect(holds(field, 'isNot', value)).toBe(!holds(field, 'is', value));
        expect(holds(field, 'noneOf', [value])).toBe(!holds(field, 'oneOf', [value]));
        expect(holds(field, 'notContains', value)).toBe(!holds(field, 'contains', value));
        expect(holds(field, 'notEmpty')).toBe(!holds(field, 'empty'));
      },
    );
    fc.assert(property);
  });
});

describe('Condition', () => {
  it.each([
    ['an unknown field', { field: 'colour', operator: 'is', value: 'red' }, 'field'],
    ['an unknown operator', { field: 'status', operator: 'likes', value: 'new' }, 'operator'],
    ['a list for one value', { field: 'status', operator: 'is', value: ['new'] }, 'value'],
    ['no value', { field: 'status', operator: 'is' }, 'value'],
    ['one value for a list', { field: 'tags', operator: 'anyOf', value: 'vip' }, 'value'],
    ['an empty list', { field: 'tags', operator: 'noneOf', value: [] }, 'value'],
    ['an empty text', { field: 'subject', operator: 'contains', value: '' }, 'value'],
    ['a value for an operator that takes none', { field: 'tags', operator: 'empty', value: 'x' }, 'value'],
  ])('refuses %s', (_, condition, path) => {
    const parsed = Condition.safeParse(condition);

    expect(parsed.error?.issues[0]?.path).toEqual([path]);
  });
});

describe('foldText', () => {
  it('folds what is folded no further', () => {
    const property = fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
