import * as z from 'zod';
import type { Ticket } from '../ticket/ticket.ts';
import { type OperatorName, operators } from './operators.ts';

/** What conditions can ask of a ticket, by its exact name. */
const fields = {
  status: (ticket) => ticket.status,
  channel: (ticket) => ticket.channel,
  priority: (ticket) => ticket.priority,
  departmentId: (ticket) => ticket.departmentId,
  assigneeId: (ticket) => ticket.assigneeId,
  sourceId: (ticket) => ticket.sourceId,
  subject: (ticket) => ticket.subject,
  tags: (ticket) => ticket.tags,
  'customer.email': (ticket) => ticket.customer.email,
  'customer.domain': (ticket) => ticket.customer.email?.split('@').at(-1) ?? null,
  'customer.name': (ticket) => ticket.customer.name,
  'sla.levelId': (ticket) => ticket.levelId,
} as const satisfies Record<string, (ticket: Ticket) => string | null | readonly string[]>;

export type ConditionField = keyof typeof fields;

const Value = z.union([z.string().max(1000), z.array(z.string().max(1000)).max(200), z.null()]);

export const Condition = z
  .strictObject({
    field: z.enum(Object.keys(fields) as ConditionField[]),
    operator: z.enum(Object.keys(operators) as OperatorName[]),
    value: Value.optional(),
  })
  .superRefine((condition, context) => {
    const fault = operators[condition.operator].faultOf(condition.value);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['value'], message: fault });
  });
export type Condition = z.infer<typeof Condition>;

/** Conditions of a group are joined by AND, groups by OR; no group means always (behaviour.md section 7). */
export const ConditionGroups = z
  .array(z.strictObject({ conditions: z.array(Condition).min(1).max(50) }))
  .max(20)
  .default([]);
export type ConditionGroups = z.infer<typeof ConditionGroups>;

export function isMatch(groups: ConditionGroups, ticket: Ticket): boolean {
  if (groups.length === 0) return true;
  return groups.some((group) => group.conditions.every((condition) => isMet(condition, ticket)));
}

function isMet(condition: Condition, ticket: Ticket): boolean {
  return operators[condition.operator].isMet(fields[condition.field](ticket), condition.value ?? null);
}
