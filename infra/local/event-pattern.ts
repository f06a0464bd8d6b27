/** The pattern language of EventBridge rules and of event source filters. */
export type EventPattern = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, unknown>>;
type Matches = (operand: unknown, value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bothText = (
  operand: unknown,
  value: unknown,
  test: (operand: string, value: string) => boolean,
): boolean => typeof operand === 'string' && typeof value === 'string' && test(operand, value);

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

function isInRange(operand: unknown, value: unknown): boolean {
  if (!Array.isArray(operand) || typeof value !== 'number') return false;
  for (let index = 0; index < operand.length; index += 2) {
    if (!comparisons[String(operand[index])]?.(value, Number(operand[index + 1]))) return false;
  }
  return true;
}

const operators: Readonly<Record<string, Matches>> = {
  exists: (operand, value) => (value !== undefined) === operand,
  prefix: (operand, value) => bothText(operand, value, (start, text) => text.startsWith(start)),
  suffix: (operand, value) => bothText(operand, value, (end, text) => text.endsWith(end)),
  'equals-ignore-case': (operand, value) =>
    bothText(operand, value, (a, b) => a.toLowerCase() === b.toLowerCase()),
  numeric: isInRange,
  'anything-but': (operand, value) => {
    if (value === undefined) return false;
    const refused = Array.isArray(operand) ? operand : [operand];
    return !refused.some((each) => matchesOne(each, value));
  },
};

function matchesOne(wanted: unknown, value: unknown): boolean {
  if (!isFields(wanted)) return wanted === value;
  return Object.entries(wanted).every(([operator, operand]) => {
    const matches = operators[operator];
    if (!matches) throw new TypeError(`The pattern operator ${operator} is not understood here`);
    return matches(operand, value);
  });
}

/** A list in the event matches when one of its elements does. */
function matchesList(wanted: readonly unknown[], value: unknown): boolean {
  const candidates = Array.isArray(value) && value.length > 0 ? value : [value];
  return wanted.some((each) => candidates.some((candidate) => matchesOne(each, candidate)));
}

function matchesField(key: string, wanted: unknown, event: Fields): boolean {
  if (key === '$or' && Array.isArray(wanted)) return wanted.some((each) => matchesPattern(each, event));
  const value = event[key];
  if (Array.isArray(wanted)) return matchesList(wanted, value);
  if (!isFields(wanted)) throw new TypeError(`The pattern of ${key} must be a list or an object`);
  return matchesPattern(wanted, isFields(value) ? value : {});
}

export function matchesPattern(pattern: EventPattern, event: Fields): boolean {
  return Object.entries(pattern).every(([key, wanted]) => matchesField(key, wanted, event));
}
