import { comparesNumbers, faultOfNumber } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const moreThan: Operator = {
  name: 'moreThan',
  says: 'Is more than this number',
  types: ['custom'],
  takes: 'one',
  faultOf: faultOfNumber,
  prepare: (operand) => comparesNumbers(operand, (actual, asked) => actual > asked),
};
