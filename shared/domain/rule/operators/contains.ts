import { foldedOperand, textTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const contains: Operator = {
  name: 'contains',
  says: 'Contains this text; of a list: one of it does',
  types: textTypes,
  takes: 'one',
  prepare: (operand) => {
    const [asked = ''] = foldedOperand(operand);
    return ({ folded }) => folded.some((value) => value.includes(asked));
  },
};
