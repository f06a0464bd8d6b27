import type { LevelId } from '../ids.ts';
import { isMatch } from '../rule/condition.ts';
import type { SlaRule } from '../rule/sla-rule.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** The level that the first matching rule gives; null without a match (behaviour.md section 6). */
export function levelFor(ticket: Ticket, rules: readonly SlaRule[]): LevelId | null {
  return rules.find((rule) => isMatch(rule.groups, ticket))?.levelId ?? null;
}
