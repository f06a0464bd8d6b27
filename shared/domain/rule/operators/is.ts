import { holdsAny, holdsNothing, settableTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const is: Operator = {
  name: 'is',
  says: 'Is this; of a list: has it',
  types: settableTypes,
  takes: 'one',
  takesNull: true,
  prepare: (operand) => (operand === null ? holdsNothing : holdsAny(operand)),
};
