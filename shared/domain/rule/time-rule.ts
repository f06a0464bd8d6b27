import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import { AgentId, DepartmentId, type RuleId } from '../ids.ts';
import { priorities } from '../ticket/ticket.ts';
import { ConditionGroups } from './condition.ts';
import { findField } from './fields.ts';

const tags = z.array(z.string().trim().min(1).max(100)).min(1).max(20);

/** What a time rule may do to a ticket. */
export const TimeRuleAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('setPriority'), priority: z.enum(priorities) }),
  z.strictObject({ type: z.literal('addTags'), tags }),
  z.strictObject({ type: z.literal('removeTags'), tags }),
  z.strictObject({
    type: z.literal('transfer'),
    departmentId: DepartmentId,
    agentId: AgentId.nullable().default(null),
  }),
]);
export type TimeRuleAction = z.infer<typeof TimeRuleAction>;

/** Only what a change of the ticket itself makes true or false; all else would have to be looked at again and again. */
const TimeConditionGroups = ConditionGroups.superRefine((groups, context) => {
  for (const [group, { conditions }] of groups.entries()) {
    for (const [position, condition] of conditions.entries()) {
      const field = findField(condition.field)?.field;
      if (field?.needs === undefined && field?.isOfClock !== true) continue;
      const path = [group, 'conditions', position, 'field'];
      context.addIssue({ code: 'custom', path, message: 'is nothing that time rules look at' });
    }
  }
});

/** "No answer for N minutes": since the customer's last message, while the ticket still waits (behaviour.md section 7). */
export const TimeRuleInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  note: z.string().max(2000).nullable().default(null),
  active: z.boolean().default(true),
  order: z.int().min(0).max(100_000).default(1),
  trigger: z.strictObject({ kind: z.literal('sinceCustomerMessage'), minutes: z.int().min(1).max(525_600) }),
  groups: TimeConditionGroups,
  // What they write together must fit into one transaction.
  actions: z.array(TimeRuleAction).min(1).max(10),
});
export type TimeRuleInput = z.infer<typeof TimeRuleInput>;
export type TimeRule = Kept<RuleId, TimeRuleInput>;
