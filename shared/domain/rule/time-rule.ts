import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { RuleId } from '../ids.ts';
import { slaTargetKinds } from '../sla/target-kind.ts';
import { ConditionGroups } from './condition.ts';
import { RuleActions, ruleFields } from './rule.ts';
import { ages } from './time-kinds.ts';

const minutes = z.int().min(1).max(525_600);

/** How long something is so already, or how near or far an SLA target is. */
const TimeTrigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(ages), minutes }),
  z.strictObject({
    kind: z.enum(['dueIn', 'overdueBy']),
    minutes,
    /** Left out: whichever clock comes first. */
    clock: z.enum(slaTargetKinds).optional(),
  }),
]);

/** Acts on a ticket once when its time has come, and again only after the ticket left that (behaviour.md section 7). */
export const TimeRuleInput = z.strictObject({
  ...ruleFields,
  trigger: TimeTrigger,
  groups: ConditionGroups,
  actions: RuleActions,
});
export type TimeRuleInput = z.infer<typeof TimeRuleInput>;
export type TimeRule = Kept<RuleId, TimeRuleInput>;
