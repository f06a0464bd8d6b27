import { emptyableTypes, holdsNothing } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const empty: Operator = {
  name: 'empty',
  says: 'Holds nothing',
  types: emptyableTypes,
  takes: 'nothing',
  prepare: () => holdsNothing,
};
