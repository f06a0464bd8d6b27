type Asked = string | null | readonly string[];

/** One way to compare: a field's value with what the rule says. */
export interface Operator {
  /** Why this operator cannot work with that value; null when it can. */
  readonly faultOf: (value: Asked | undefined) => string | null;
  readonly isMet: (actual: Asked, value: Asked) => boolean;
}

const plainLetters = /^[ -~]*$/;

/** Case and accents do not matter. */
export function foldText(text: string): string {
  // Access folds every tag of every ticket of a list, and most are of plain letters.
  if (plainLetters.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const isList = (value: Asked | undefined): value is readonly string[] => Array.isArray(value);
const toList = (value: Asked): readonly string[] =>
  isList(value) ? value : value === null ? [] : [value as string];
const folded = (value: Asked): string[] => toList(value).map(foldText);

const oneValue = (value: Asked | undefined) => (value === undefined || isList(value) ? 'is one value' : null);
const someText = (value: Asked | undefined) =>
  typeof value === 'string' && value !== '' ? null : 'is a text';
const someList = (value: Asked | undefined) =>
  isList(value) && value.length > 0 ? null : 'is a list of values';
const nothing = (value: Asked | undefined) =>
  value === undefined || value === null ? null : 'takes no value';

const sharesAny = (actual: Asked, value: Asked) => {
  const asked = new Set(folded(value));
  return folded(actual).some((item) => asked.has(item));
};
/** On lists "is" means: has it; "is not": has none of it. */
const is = (actual: Asked, value: Asked) =>
  value === null ? toList(actual).length === 0 : sharesAny(actual, value);
const contains = (actual: Asked, value: Asked) =>
  folded(actual).some((item) => item.includes(foldText(String(value))));

export const operators = {
  is: { faultOf: oneValue, isMet: is },
  isNot: { faultOf: oneValue, isMet: (actual, value) => !is(actual, value) },
  oneOf: { faultOf: someList, isMet: sharesAny },
  noneOf: { faultOf: someList, isMet: (actual, value) => !sharesAny(actual, value) },
  anyOf: { faultOf: someList, isMet: sharesAny },
  allOf: {
    faultOf: someList,
    isMet: (actual, value) => {
      const have = new Set(folded(actual));
      return folded(value).every((item) => have.has(item));
    },
  },
  contains: { faultOf: someText, isMet: contains },
  notContains: { faultOf: someText, isMet: (actual, value) => !contains(actual, value) },
  empty: { faultOf: nothing, isMet: (actual) => toList(actual).every((item) => item === '') },
  notEmpty: { faultOf: nothing, isMet: (actual) => toList(actual).some((item) => item !== '') },
} as const satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;
