import { comparesMoments, faultOfMoment } from '../comparing.ts';
import type { Operator } from '../operator.ts';

export const before: Operator = {
  name: 'before',
  says: 'Is earlier than this instant, date or time of the day',
  types: ['instant', 'time', 'custom'],
  takes: 'one',
  faultOf: faultOfMoment,
  prepare: (operand, type) => comparesMoments(operand, type, (actual, asked) => actual < asked),
};
