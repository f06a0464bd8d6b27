import { textTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';
import { contains } from './contains.ts';

export const notContains: Operator = {
  name: 'notContains',
  says: 'Does not contain this text; of a list: none of it does',
  types: textTypes,
  takes: 'one',
  prepare: (operand, type) => {
    const isContained = contains.prepare(operand, type);
    return (reading) => !isContained(reading);
  },
};
