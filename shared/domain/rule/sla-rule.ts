import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { LevelId, type RuleId } from '../ids.ts';
import { ConditionGroups } from './condition.ts';
import { ruleOrder } from './rule.ts';

/** Gives a new ticket its level; the first match wins and runs once (behaviour.md section 6). */
export const SlaRuleInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  active: z.boolean().default(true),
  order: ruleOrder,
  groups: ConditionGroups,
  levelId: LevelId,
});
export type SlaRuleInput = z.infer<typeof SlaRuleInput>;
export type SlaRule = Kept<RuleId, SlaRuleInput>;
