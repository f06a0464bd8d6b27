import type { Condition } from './condition.ts';
import type { Field, FieldType } from './field.ts';
import { findField } from './fields.ts';
import type { Operand, Operator } from './operator.ts';
import { findOperator } from './operators.ts';

interface ConditionFault {
  readonly at: 'operator' | 'value' | 'timezone';
  readonly message: string;
}

/** What does not fit together in a condition whose field and operator are known; null when all does. */
export function faultOf({ field: name, operator: how, value, timezone }: Condition): ConditionFault | null {
  const field = findField(name)?.field;
  const operator = findOperator(how);
  if (field === undefined || operator === undefined) return null;
  if (!operator.types.includes(field.type)) {
    return { at: 'operator', message: `does not compare ${name}` };
  }
  const message =
    shapes[operator.takes](value, operator) ??
    valueFault(value, field) ??
    operator.faultOf?.(value, field.type) ??
    null;
  if (message !== null) return { at: 'value', message };
  const isMisplaced = timezone !== undefined && !zoned.has(field.name);
  return isMisplaced ? { at: 'timezone', message: 'is for timeOfDay and weekday' } : null;
}

const zoned = new Set(['timeOfDay', 'weekday']);

const shapes: Readonly<Record<Operator['takes'], (value: Operand, operator: Operator) => string | null>> = {
  nothing: (value) => (value === undefined || value === null ? null : 'takes no value'),
  list: (value) => (Array.isArray(value) && value.length > 0 ? null : 'is a list of values'),
  one: (value, { takesNull }) => {
    if (value === undefined || Array.isArray(value)) return 'is one value';
    return takesNull || (value !== null && value !== '') ? null : 'is one value, and not an empty one';
  },
};

const time = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
const isText = (value: unknown) => typeof value === 'string';
const isMoment = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

const expected: Readonly<Record<FieldType, readonly [(value: unknown) => boolean, string]>> = {
  text: [isText, 'is a text'],
  texts: [isText, 'is a text'],
  choice: [isText, 'is a text'],
  id: [isText, 'is an id'],
  instant: [isMoment, 'is an instant such as 2026-11-21T09:00:00.000Z'],
  time: [(value) => time.test(String(value)), 'is a time of the day such as 09:00'],
  truth: [(value) => typeof value === 'boolean', 'is true or false'],
  custom: [() => true, ''],
};

function valueFault(value: Operand, { type, choices }: Field): string | null {
  if (value === undefined || value === null) return null;
  const values: readonly unknown[] = typeof value === 'object' ? value : [value];
  const [isSo, otherwise] = expected[type];
  if (!values.every(isSo)) return otherwise;
  const isChosen = (one: unknown) => choices?.includes(String(one)) !== false;
  return values.every(isChosen) ? null : `is one of ${choices?.join(', ')}`;
}
