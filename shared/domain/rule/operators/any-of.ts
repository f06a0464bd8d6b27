import { holdsAny, settableTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const anyOf: Operator = {
  name: 'anyOf',
  says: 'Has at least one of these',
  types: settableTypes,
  takes: 'list',
  prepare: holdsAny,
};
