import { type InputFault, Refusal } from '../refusal.ts';
import type { Condition, ConditionGroups } from './condition.ts';
import { loadPatterns, patternFault } from './pattern.ts';

interface Conditional {
  readonly groups: ConditionGroups;
}

interface Placed {
  readonly path: string;
  readonly condition: Condition;
}

/** Every condition of a rule, with the path at which it was said. */
export function conditionsOf({ groups }: Conditional): Placed[] {
  return groups.flatMap(({ conditions }, group) =>
    conditions.map((condition, position) => ({
      path: `groups.${group}.conditions.${position}`,
      condition,
    })),
  );
}

const isPattern = ({ condition }: Placed) => condition.operator === 'matches';

export function hasPatterns(rules: readonly Conditional[]): boolean {
  return rules.some((rule) => conditionsOf(rule).some(isPattern));
}

/** Refuses with `invalid`, naming the path, what is no pattern or too large a one. */
export async function requirePatterns(rule: Conditional): Promise<void> {
  const patterns = conditionsOf(rule).filter(isPattern);
  if (patterns.length === 0) return;
  await loadPatterns();
  const errors = patterns.flatMap(({ path, condition }): InputFault[] => {
    const message = patternFault(String(condition.value));
    return message === null ? [] : [{ path: `${path}.value`, message }];
  });
  if (errors.length > 0) throw new Refusal('invalid', 'A pattern cannot be used.', { errors });
}
