import { beforeAll, describe, expect, it } from 'vitest';
import { foldLetters } from '#shared/domain/fold-text.ts';
import { textsOf } from '#shared/domain/rule/comparing.ts';
import type { Actual, FieldType } from '#shared/domain/rule/field.ts';
import type { Operand } from '#shared/domain/rule/operator.ts';
import { findOperator, operators } from '#shared/domain/rule/operators.ts';
import { loadPatterns } from '#shared/domain/rule/pattern.ts';

type Row = readonly [operator: string, type: FieldType, actual: Actual, operand: Operand, expected: boolean];

const instant = '2026-03-02T09:00:00.000Z';

/** Every operator with every type that it compares: accents, case, nothing, lists, negatives. */
const rows: readonly Row[] = [
  ['is', 'text', 'Città', 'CITTA', true],
  ['is', 'text', 'Citta', 'città', true],
  ['is', 'text', 'Cittadina', 'città', false],
  ['is', 'text', null, 'x', false],
  ['is', 'text', null, null, true],
  ['is', 'text', '', null, true],
  ['is', 'text', 'x', null, false],
  ['is', 'texts', ['VIP', 'billing'], 'vip', true],
  ['is', 'texts', [], 'vip', false],
  ['is', 'texts', [], null, true],
  ['is', 'choice', 'new', 'new', true],
  ['is', 'choice', 'new', 'open', false],
  ['is', 'id', 'agt_ada', 'agt_ada', true],
  ['is', 'id', null, null, true],
  ['is', 'truth', true, true, true],
  ['is', 'truth', false, true, false],
  ['is', 'custom', 42, 42, true],
  ['is', 'custom', 42, '42', true],
  ['is', 'custom', true, true, true],
  ['is', 'custom', false, true, false],
  ['is', 'custom', 'Rød', 'rød', true],
  ['isNot', 'text', 'Città', 'citta', false],
  ['isNot', 'text', null, 'citta', true],
  ['isNot', 'texts', ['VIP', 'billing'], 'vip', false],
  ['isNot', 'texts', ['billing'], 'vip', true],
  ['isNot', 'texts', [], 'vip', true],
  ['isNot', 'choice', 'new', 'open', true],
  ['isNot', 'id', null, null, false],
  ['isNot', 'id', null, 'agt_ada', true],
  ['isNot', 'truth', false, true, true],
  ['isNot', 'custom', 42, 41, true],
  ['isNot', 'custom', false, true, true],
  ['oneOf', 'text', 'Città', ['village', 'citta'], true],
  ['oneOf', 'text', null, ['village'], false],
  ['oneOf', 'texts', ['VIP'], ['spam', 'vip'], true],
  ['oneOf', 'choice', 'new', ['open', 'new'], true],
  ['oneOf', 'id', 'dep_sales', ['dep_other'], false],
  ['oneOf', 'truth', true, ['true'], true],
  ['oneOf', 'custom', 42, [41, 42], true],
  ['noneOf', 'text', 'Città', ['citta'], false],
  ['noneOf', 'text', null, ['citta'], true],
  ['noneOf', 'texts', ['VIP', 'billing'], ['spam', 'billing'], false],
  ['noneOf', 'texts', ['VIP', 'billing'], ['spam'], true],
  ['noneOf', 'texts', [], ['spam'], true],
  ['noneOf', 'choice', 'new', ['open'], true],
  ['noneOf', 'id', null, ['agt_ada'], true],
  ['noneOf', 'truth', true, ['true'], false],
  ['noneOf', 'custom', null, [1], true],
  ['contains', 'text', 'La Città brucia', 'CITTA', true],
  ['contains', 'text', 'La citta brucia', 'città', true],
  ['contains', 'text', 'STRASSE', 'straße', true],
  ['contains', 'text', 'ΟΔΟΣΑ', 'ΟΔΟΣ', true],
  ['contains', 'text', 'Łódź, Århus, Þingvellir', 'LODZ', true],
  ['is', 'text', 'ΟΔΟΣ', 'οδοσ', true],
  ['contains', 'text', null, 'a', false],
  ['contains', 'texts', ['night-shift', 'VIP'], 'SHIFT', true],
  ['contains', 'texts', [], 'a', false],
  ['contains', 'custom', 'dark red', 'Red', true],
  ['notContains', 'text', 'La Città brucia', 'citta', false],
  ['notContains', 'text', null, 'a', true],
  ['notContains', 'texts', ['night-shift', 'VIP'], 'vip', false],
  ['notContains', 'texts', ['night-shift', 'VIP'], 'day', true],
  ['notContains', 'custom', 'dark red', 'blue', true],
  ['matches', 'text', 'Order 12345 is late', 'order\\s+\\d{4,}', true],
  ['matches', 'text', 'La CITTÀ brucia', '^la città\\W', true],
  ['matches', 'text', 'order', '^\\d+$', false],
  ['matches', 'text', 'two\nlines', 'two.lines', true],
  ['matches', 'text', null, '.*', false],
  ['matches', 'texts', ['first', 'a-17'], '^a-\\d+$', true],
  ['matches', 'texts', [], '.*', false],
  ['matches', 'custom', 'AB-17', '^ab-', true],
  ['empty', 'text', null, undefined, true],
  ['empty', 'text', '', undefined, true],
  ['empty', 'text', 'x', undefined, false],
  ['empty', 'texts', [], undefined, true],
  ['empty', 'texts', ['x'], undefined, false],
  ['empty', 'choice', null, undefined, true],
  ['empty', 'id', 'agt_ada', undefined, false],
  ['empty', 'instant', instant, undefined, false],
  ['empty', 'custom', 0, undefined, false],
  ['notEmpty', 'text', 'x', undefined, true],
  ['notEmpty', 'text', null, undefined, false],
  ['notEmpty', 'texts', [], undefined, false],
  ['notEmpty', 'choice', 'new', undefined, true],
  ['notEmpty', 'id', null, undefined, false],
  ['notEmpty', 'instant', null, undefined, false],
  ['notEmpty', 'custom', 0, undefined, true],
  ['before', 'instant', instant, '2026-03-02T10:00:00+01:00', false],
  ['before', 'instant', instant, '2026-03-02T10:00:01+01:00', true],
  ['before', 'instant', instant, '2026-03-03', true],
  ['before', 'instant', null, instant, false],
  ['before', 'time', '08:59:59', '09:00', true],
  ['before', 'time', '09:00:00', '09:00', false],
  ['before', 'custom', '2026-03-01', '2026-03-02', true],
  ['before', 'custom', 'yesterday', '2026-03-02', false],
  ['after', 'instant', instant, '2026-03-02T09:00:00Z', false],
  ['after', 'instant', instant, '2026-03-02T08:59:59.999Z', true],
  ['after', 'instant', null, instant, false],
  ['after', 'time', '17:00:00', '17:00', false],
  ['after', 'time', '17:00:01', '17:00', true],
  ['after', 'custom', '2026-03-03', '2026-03-02', true],
  ['moreThan', 'custom', 42, 41, true],
  ['moreThan', 'custom', 42, 42, false],
  ['moreThan', 'custom', '42', 9, true],
  ['moreThan', 'custom', 'many', 1, false],
  ['moreThan', 'custom', null, -1, false],
  ['lessThan', 'custom', 41.5, 42, true],
  ['lessThan', 'custom', 42, 42, false],
  ['lessThan', 'custom', null, 1, false],
  ['anyOf', 'texts', ['VIP', 'billing'], ['spam', 'Billing'], true],
  ['anyOf', 'texts', [], ['spam'], false],
  ['anyOf', 'text', 'Città', ['citta'], true],
  ['anyOf', 'choice', 'new', ['open'], false],
  ['anyOf', 'id', 'dep_sales', ['dep_sales'], true],
  ['anyOf', 'truth', true, ['true'], true],
  ['anyOf', 'custom', 42, [42], true],
  ['allOf', 'texts', ['VIP', 'billing', 'x'], ['vip', 'BILLING'], true],
  ['allOf', 'texts', ['VIP'], ['vip', 'spam'], false],
  ['allOf', 'texts', [], ['vip'], false],
];

beforeAll(loadPatterns);

describe('operators', () => {
  it.each(rows)('%s (%s): %j, %j is %s', (...[name, type, actual, operand, expected]) => {
    const holds = findOperator(name)!.prepare(operand, type);

    expect(holds({ actual, folded: textsOf(actual).map(foldLetters) })).toBe(expected);
  });

  it('are in the table with every type that they compare', () => {
    const inTable = new Set(rows.map(([name, type]) => `${name} ${type}`));
    const pairs = operators.flatMap(({ name, types }) => types.map((type) => `${name} ${type}`));

    expect(pairs.filter((pair) => !inTable.has(pair))).toEqual([]);
    expect([...inTable].filter((pair) => !pairs.includes(pair))).toEqual([]);
  });
});
