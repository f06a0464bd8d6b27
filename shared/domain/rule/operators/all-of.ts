import { foldedOperand } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const allOf: Operator = {
  name: 'allOf',
  says: 'Has all of these',
  types: ['texts'],
  takes: 'list',
  prepare: (operand) => {
    const asked = foldedOperand(operand);
    return ({ folded }) => asked.every((value) => folded.includes(value));
  },
};
