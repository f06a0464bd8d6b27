import { textsOf, textTypes } from '../comparing.ts';
import type { Operator } from '../operator.ts';
import { longestText, preparePattern } from '../pattern.ts';

export const matches: Operator = {
  name: 'matches',
  says: `Matches this pattern (RE2: without look-around and back references), anywhere in the first ${longestText} characters of the text`,
  types: textTypes,
  takes: 'one',
  prepare: (operand) => {
    const matchesIt = preparePattern(String(operand));
    return ({ actual }) => textsOf(actual).some(matchesIt);
  },
};
