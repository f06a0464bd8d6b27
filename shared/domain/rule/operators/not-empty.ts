import { emptyableTypes, holdsNothing } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const notEmpty: Operator = {
  name: 'notEmpty',
  says: 'Holds something',
  types: emptyableTypes,
  takes: 'nothing',
  prepare: () => (reading) => !holdsNothing(reading),
};
