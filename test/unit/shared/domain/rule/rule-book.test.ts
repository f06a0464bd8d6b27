import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepartmentId } from '#shared/domain/ids.ts';
import { isMatch, isRuledOut, prepareAll } from '#shared/domain/rule/judge.ts';
import type { Rule } from '#shared/domain/rule/rule.ts';
import { type Candidate, RuleBook } from '#shared/domain/rule/rule-book.ts';
import { aTicket } from '#test/support/builders.ts';
import { aReader } from '#test/support/rule-facts.ts';
import { aRule } from '#test/support/rules.ts';

const departmentIds = ['dep_a', 'dep_b', 'dep_c'] as const;
const channels = ['email', 'form', 'api'] as const;
const triggers = ['ticket.created', 'ticket.tagged'] as const;

const condition = fc.oneof(
  fc.record({
    field: fc.constant('departmentId'),
    operator: fc.constantFrom('is', 'isNot'),
    value: fc.constantFrom(...departmentIds),
  }),
  fc.record({
    field: fc.constant('departmentId'),
    operator: fc.constantFrom('oneOf', 'noneOf'),
    value: fc.subarray([...departmentIds], { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('channel'),
    operator: fc.constantFrom('is', 'isNot'),
    value: fc.constantFrom(...channels),
  }),
  fc.record({
    field: fc.constant('channel'),
    operator: fc.constantFrom('oneOf', 'anyOf', 'noneOf'),
    value: fc.subarray([...channels], { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('status'),
    operator: fc.constant('is'),
    value: fc.constantFrom('new', 'open'),
  }),
);
const groups = fc.array(fc.record({ conditions: fc.array(condition, { minLength: 1, maxLength: 3 }) }), {
  maxLength: 3,
});
const rules = fc
  .array(
    fc.record({ groups, trigger: fc.constantFrom(...triggers), order: fc.integer({ min: 1, max: 5 }) }),
    {
      maxLength: 12,
    },
  )
  .map((all): Rule[] =>
    all.map((one, position) => aRule({ id: `rul_${String(position).padStart(2, '0')}`, ...one })),
  );

describe('RuleBook', () => {
  it('finds every rule that matches, in order, and never one of another trigger', () => {
    const property = fc.property(
      rules,
      fc.constantFrom<DepartmentId>(...departmentIds),
      fc.constantFrom(...channels),
      (all, departmentId, channel) => {
        const reader = aReader({ ticket: aTicket({ departmentId, channel }) });
        const inOrder = [...all].sort(
          (one, other) => one.order - other.order || (one.id < other.id ? -1 : 1),
        );
        const expected = inOrder.filter(
          (rule) => rule.trigger === 'ticket.created' && isMatch(rule.groups, reader),
        );

        const book = new RuleBook(all);
        const found = book.candidates('ticket.created', { departmentId, channel });

        const matching = (holds: (one: Candidate) => boolean) => found.filter(holds).map(({ rule }) => rule);
        expect(matching(({ rule }) => isMatch(rule.groups, reader))).toEqual(expected);
        expect(matching(({ left }) => isMatch(left, reader))).toEqual(expected);
        expect(matching(({ prepared }) => !isRuledOut(prepared, reader))).toEqual(expected);
        expect(found.every(({ rule }) => rule.trigger === 'ticket.created')).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it('looks at the rules of one place alone', () => {
    const all = Array.from({ length: 1000 }, (_, position) =>
      aRule({
        id: `rul_${position}`,
        groups: [{ conditions: [{ field: 'departmentId', operator: 'is', value: `dep_${position % 100}` }] }],
      }),
    );

    const found = new RuleBook(all).candidates('ticket.created', { departmentId: 'dep_7', channel: 'email' });

    expect(found).toHaveLength(10);
  });

  it('rules nothing out that must be read first', () => {
    const asks = (...conditions: Rule['groups'][number]['conditions']) => aRule({ groups: [{ conditions }] });
    const body = { field: 'body', operator: 'contains', value: 'x' } as const;
    const subject = { field: 'subject', operator: 'is', value: 'another' } as const;
    const reader = aReader({ ticket: aTicket(), learned: {} });
    const isOut = ({ groups: asked }: Rule) => isRuledOut(prepareAll(asked), reader);

    expect([isOut(asks(body)), isOut(asks(body, subject)), isOut(aRule())]).toEqual([false, true, false]);
  });

  it('hears only what some rule listens to', () => {
    const book = new RuleBook([aRule({ trigger: 'ticket.tagged' })]);

    expect([book.hears('ticket.tagged'), book.hears('ticket.created')]).toEqual([true, false]);
  });
});
