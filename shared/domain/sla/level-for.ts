import type { LevelId } from '../ids.ts';
import type { Facts } from '../rule/field.ts';
import { FactReader, isMatch } from '../rule/judge.ts';
import type { SlaRule } from '../rule/sla-rule.ts';

/** The level that the first matching rule gives; null without a match (behaviour.md section 6). */
export function levelFor(facts: Facts, rules: readonly SlaRule[]): LevelId | null {
  const reader = new FactReader(facts);
  return rules.find((rule) => isMatch(rule.groups, reader))?.levelId ?? null;
}
