import type { Operator } from './operator.ts';
import { after } from './operators/after.ts';
import { allOf } from './operators/all-of.ts';
import { anyOf } from './operators/any-of.ts';
import { before } from './operators/before.ts';
import { contains } from './operators/contains.ts';
import { empty } from './operators/empty.ts';
import { is } from './operators/is.ts';
import { isNot } from './operators/is-not.ts';
import { lessThan } from './operators/less-than.ts';
import { matches } from './operators/matches.ts';
import { moreThan } from './operators/more-than.ts';
import { noneOf } from './operators/none-of.ts';
import { notContains } from './operators/not-contains.ts';
import { notEmpty } from './operators/not-empty.ts';
import { oneOf } from './operators/one-of.ts';

/** Every way to compare. */
export const operators: readonly Operator[] = [
  is,
  isNot,
  oneOf,
  noneOf,
  contains,
  notContains,
  matches,
  empty,
  notEmpty,
  before,
  after,
  moreThan,
  lessThan,
  anyOf,
  allOf,
];

const operatorByName = new Map(operators.map((operator) => [operator.name, operator]));

export function findOperator(name: string): Operator | undefined {
  return operatorByName.get(name);
}
