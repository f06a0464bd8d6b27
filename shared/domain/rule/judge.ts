import { foldLetters } from '../fold-text.ts';
import { textsOf } from './comparing.ts';
import type { Condition, ConditionGroups } from './condition.ts';
import type { Actual, Asked, Facts, Field } from './field.ts';
import { findField } from './fields.ts';
import type { Need } from './learned.ts';
import type { Reading, Test } from './operator.ts';
import { findOperator } from './operators.ts';

interface Prepared {
  readonly condition: Condition;
  readonly field: Field;
  readonly asked: Asked;
  /** What tells its reading from others. */
  readonly key: string;
  readonly test: Test;
}

type PreparedGroup = readonly Prepared[];

interface PreparedGroups {
  readonly groups: readonly PreparedGroup[];
  /** All that they may ask for beside the ticket: nothing for most. */
  readonly needs: readonly Need[];
}

/** Groups are parts of a snapshot that never changes, so what is prepared of them holds as long as they do. */
const preparedByGroups = new WeakMap<ConditionGroups, PreparedGroups>();

function prepareAll(groups: ConditionGroups): PreparedGroups {
  const known = preparedByGroups.get(groups);
  if (known !== undefined) return known;
  const prepared = groups.map(({ conditions }) => conditions.map(prepare));
  const needs = [...new Set(prepared.flat().flatMap(({ field }) => field.needs ?? []))];
  const all = { groups: prepared, needs };
  preparedByGroups.set(groups, all);
  return all;
}

const preparedOf = (groups: ConditionGroups): readonly PreparedGroup[] => prepareAll(groups).groups;

const never: Test = () => false;
const nothing: Field = { name: '', says: '', type: 'text', valueOf: () => null };

/** A field or operator that is no longer known holds nothing: its rule stays quiet instead of running always. */
function prepare(condition: Condition): Prepared {
  const { field: name, operator, value, timezone = null } = condition;
  const found = findField(name);
  const test = found === undefined ? never : findOperator(operator)?.prepare(value, found.field.type);
  return {
    condition,
    field: found?.field ?? nothing,
    asked: { name: found?.rest ?? '', timezone },
    key: `${name}\n${timezone ?? ''}`,
    test: test ?? never,
  };
}

/** Facts, read and folded once for however many conditions ask. */
export class FactReader {
  readonly facts: Facts;
  readonly #readings = new Map<string, Reading>();

  constructor(facts: Facts) {
    this.facts = facts;
  }

  read({ key, field, asked }: Prepared): Reading {
    const known = this.#readings.get(key);
    if (known !== undefined) return known;
    const reading = readingOf(field.valueOf(this.facts, asked));
    this.#readings.set(key, reading);
    return reading;
  }

  isKnown({ needs }: Field): boolean {
    return needs === undefined || this.facts.learned[needs] !== undefined;
  }
}

const readingOf = (actual: Actual): Reading => ({ actual, folded: textsOf(actual).map(foldLetters) });

const isMet = (one: Prepared, reader: FactReader) => one.test(reader.read(one));

/** Whether some group holds; what was not read counts as nothing. */
export function isMatch(groups: ConditionGroups, reader: FactReader): boolean {
  return groups.length === 0 || findMatch(groups, reader) !== null;
}

/** The position of the first group that holds; null when none does. */
export function findMatch(groups: ConditionGroups, reader: FactReader): number | null {
  const position = preparedOf(groups).findIndex((group) => group.every((one) => isMet(one, reader)));
  return position === -1 ? null : position;
}

/** Whether some group may hold, now or later: what was not read, and what changes with time alone, counts as met. */
export function mayMatch(groups: ConditionGroups, reader: FactReader): boolean {
  const mayBeMet = (one: Prepared) =>
    one.field.isOfClock === true || !reader.isKnown(one.field) || isMet(one, reader);
  return groups.length === 0 || preparedOf(groups).some((group) => group.every(mayBeMet));
}

/** Whether time alone may make them true or false. */
export const asksClock = (groups: ConditionGroups): boolean =>
  preparedOf(groups).some((group) => group.some(({ field }) => field.isOfClock === true));

const none: readonly Need[] = [];

/** What must be read before these groups can be judged: nothing for a group that what is known rules out. */
export function needsOf(groups: ConditionGroups, reader: FactReader): readonly Need[] {
  if (prepareAll(groups).needs.length === 0) return none;
  const open = preparedOf(groups).filter((group) =>
    group.every((one) => !reader.isKnown(one.field) || isMet(one, reader)),
  );
  const unknown = open.flat().filter(({ field }) => !reader.isKnown(field));
  return [...new Set(unknown.flatMap(({ field }) => field.needs ?? []))];
}

/** All that these groups may ask for beside the ticket. */
export const allNeedsOf = (groups: ConditionGroups): readonly Need[] => prepareAll(groups).needs;

/** One condition, and whether it held. */
export interface JudgedCondition {
  readonly group: number;
  readonly field: string;
  readonly operator: string;
  readonly met: boolean;
}

/** Each condition of each group, for who asks why. */
export function explainMatch(groups: ConditionGroups, reader: FactReader): JudgedCondition[] {
  return preparedOf(groups).flatMap((conditions, group) =>
    conditions.map((one) => ({
      group,
      field: one.condition.field,
      operator: one.condition.operator,
      met: isMet(one, reader),
    })),
  );
}
