import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { needsTicket, RuleAction } from '../action/rule-action.ts';
import type { RuleId } from '../ids.ts';
import { ConditionGroups } from './condition.ts';
import { highestOrder } from './renumber.ts';
import { findTrigger, triggerNames } from './triggers.ts';

const mostActions = 20;

/** Where it stands among the rules of its kind. */
export const ruleOrder = z
  .int()
  .min(0)
  .max(highestOrder)
  .default(1)
  .meta({ description: 'Rules run by it, the lowest first; of one number the older rule runs first' });

/** What every kind of rule has beside what sets it off. */
export const ruleFields = {
  name: z.string().trim().min(1).max(100),
  note: z.string().max(2000).nullable().default(null),
  active: z.boolean().default(true),
  order: ruleOrder,
};

export const RuleActions = z.array(RuleAction).min(1).max(mostActions);
export type RuleActions = z.infer<typeof RuleActions>;

/** What happens when something happens: an event, conditions, actions (behaviour.md section 7). */
export const RuleInput = z
  .strictObject({
    ...ruleFields,
    trigger: z.enum(triggerNames),
    groups: ConditionGroups,
    actions: RuleActions,
  })
  .superRefine(({ trigger, actions }, context) => {
    if (findTrigger(trigger)?.about === 'ticket') return;
    for (const [position, action] of actions.entries()) {
      if (!needsTicket(action)) continue;
      const message = `is done to a ticket, and ${trigger} is about none`;
      context.addIssue({ code: 'custom', path: ['actions', position, 'type'], message });
    }
  });
export type RuleInput = z.infer<typeof RuleInput>;
export type Rule = Kept<RuleId, RuleInput>;
