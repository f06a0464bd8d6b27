import { holdsAny, settableTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const noneOf: Operator = {
  name: 'noneOf',
  says: 'Is none of these; of a list: has none of them',
  types: settableTypes,
  takes: 'list',
  prepare: (operand) => {
    const isOne = holdsAny(operand);
    return (reading) => !isOne(reading);
  },
};
