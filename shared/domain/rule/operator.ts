import type { Actual, FieldType, Value } from './field.ts';

/** What a condition gives an operator to compare with. */
export type Operand = Value | readonly (string | number)[] | undefined;

/** A field's value, and the same folded: case and accents do not matter. */
export interface Reading {
  readonly actual: Actual;
  /** One text for each value; none for null. */
  readonly folded: readonly string[];
}

export type Test = (reading: Reading) => boolean;

/** One way to compare a field with what the condition says. Each is one file, and one line in `operators.ts`. */
export interface Operator {
  readonly name: string;
  readonly says: string;
  /** The types of fields that it compares. */
  readonly types: readonly FieldType[];
  readonly takes: 'one' | 'list' | 'nothing';
  /** Whether null is something that it can compare with: nobody, nothing. */
  readonly takesNull?: true;
  /** Why it cannot compare with a value whose type fits; null when it can. */
  readonly faultOf?: (operand: Operand, type: FieldType) => string | null;
  /** Prepares what stays the same for every event. */
  readonly prepare: (operand: Operand, type: FieldType) => Test;
}
