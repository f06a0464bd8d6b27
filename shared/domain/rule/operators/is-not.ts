import { settableTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';
import { is } from './is.ts';

export const isNot: Operator = {
  name: 'isNot',
  says: 'Is not this; of a list: does not have it',
  types: settableTypes,
  takes: 'one',
  takesNull: true,
  prepare: (operand, type) => {
    const isIt = is.prepare(operand, type);
    return (reading) => !isIt(reading);
  },
};
