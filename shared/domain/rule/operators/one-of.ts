import { holdsAny, settableTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const oneOf: Operator = {
  name: 'oneOf',
  says: 'Is one of these; of a list: has one of them',
  types: settableTypes,
  takes: 'list',
  prepare: holdsAny,
};
