import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLetters } from '#shared/domain/fold-text.ts';
import { Condition, ConditionGroups } from '#shared/domain/rule/condition.ts';
import { explainMatch, findMatch, isMatch, mayMatch, needsOf } from '#shared/domain/rule/judge.ts';
import { aCustomer, aTicket } from '#test/support/builders.ts';
import { aReader } from '#test/support/rule-facts.ts';

const ticket = aTicket({
  subject: 'La Città brucia',
  tags: ['VIP', 'billing'],
  assigneeId: null,
  customer: { ...aCustomer, name: null, email: 'ada@example.com' },
});

const holds = (field: string, operator: string, value?: unknown) => {
  const groups = ConditionGroups.parse([{ conditions: [{ field, operator, value }] }]);
  return isMatch(groups, aReader({ ticket }));
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

    const reader = aReader({ ticket });
    const either = [{ conditions: [no] }, { conditions: [yes, yes] }];

    expect(isMatch([], reader)).toBe(true);
    expect(isMatch([{ conditions: [yes, no] }], reader)).toBe(false);
    expect(isMatch(either, reader)).toBe(true);
    expect(findMatch(either, reader)).toBe(1);
  });

  it('stays quiet about a field or operator that is no longer known', () => {
    const gone = [{ conditions: [{ field: 'colour', operator: 'isNot', value: 'red' }] }];
    const odd = [{ conditions: [{ field: 'status', operator: 'likes', value: 'new' }] }];

    expect(isMatch(gone, aReader())).toBe(false);
    expect(isMatch(odd, aReader())).toBe(false);
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

const isVip = { field: 'customer.group', operator: 'is', value: 'vip' };
const isNew = { field: 'status', operator: 'is', value: 'new' };
const isOpen = { field: 'status', operator: 'is', value: 'open' };
const atNight = { field: 'timeOfDay', operator: 'before', value: '06:00' };
const unread = () => aReader({ ticket, learned: {} });

describe('needsOf', () => {
  it.each([
    ['nothing without conditions', [], []],
    ['nothing where a known condition rules the group out', [[isVip, isOpen]], []],
    ['what the rest of a group asks for', [[isVip, isNew]], ['customer']],
    ['what any group that is left asks for', [[isVip, isOpen], [isVip]], ['customer']],
  ])('is %s', (_, groups, expected) => {
    expect(
      needsOf(
        groups.map((conditions) => ({ conditions })),
        unread(),
      ),
    ).toEqual(expected);
  });
});

describe('mayMatch', () => {
  it.each([
    ['what was not read', [isVip, isNew], true],
    ['what changes with time alone', [atNight, isNew], true],
    ['what is known not to hold', [isVip, isOpen], false],
  ])('with %s', (_, conditions, expected) => {
    expect(mayMatch([{ conditions }], unread())).toBe(expected);
  });
});

describe('explainMatch', () => {
  it('says of each condition whether it holds', () => {
    const groups = [{ conditions: [isNew, isVip] }, { conditions: [isOpen] }];

    expect(explainMatch(groups, aReader({ ticket }))).toEqual([
      { group: 0, field: 'status', operator: 'is', met: true },
      { group: 0, field: 'customer.group', operator: 'is', met: false },
      { group: 1, field: 'status', operator: 'is', met: false },
    ]);
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
    ['a status that is none', { field: 'status', operator: 'is', value: 'asleep' }, 'value'],
    ['an instant that is none', { field: 'createdAt', operator: 'before', value: 'soon' }, 'value'],
    ['a time that is none', { field: 'timeOfDay', operator: 'before', value: '25:00' }, 'value'],
    ['a text for true or false', { field: 'insideBusinessHours', operator: 'is', value: 'yes' }, 'value'],
    [
      'no number to be more than',
      { field: 'customFields.size', operator: 'moreThan', value: 'abc' },
      'value',
    ],
    ['no number to be less than', { field: 'customFields.size', operator: 'lessThan', value: true }, 'value'],
    ['no date to be before', { field: 'customFields.until', operator: 'before', value: 5 }, 'value'],
    ['no date to be after', { field: 'customer.fields.since', operator: 'after', value: 'soon' }, 'value'],
    ['an order of statuses', { field: 'status', operator: 'moreThan', value: 'new' }, 'operator'],
    ['a pattern for a list of ids', { field: 'departmentId', operator: 'matches', value: 'x' }, 'operator'],
    [
      'a zone that is none',
      { field: 'weekday', operator: 'is', value: 'monday', timezone: 'Here' },
      'timezone',
    ],
    [
      'a zone for what has none',
      { field: 'status', operator: 'is', value: 'new', timezone: 'Europe/Rome' },
      'timezone',
    ],
    ['a value for an operator that takes none', { field: 'tags', operator: 'empty', value: 'x' }, 'value'],
  ])('refuses %s', (_, condition, path) => {
    const parsed = Condition.safeParse(condition);

    expect(parsed.error?.issues[0]?.path).toEqual([path]);
  });
});

describe('foldLetters', () => {
  it('folds what is folded no further', () => {
    const property = fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldLetters(foldLetters(text))).toBe(foldLetters(text));
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
