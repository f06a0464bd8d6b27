import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { isMatch } from './condition.ts';
import type { TimeRule } from './time-rule.ts';

/** When a rule's time comes for this ticket; null while its condition does not hold: only a waiting ticket lacks an answer. */
function momentOf(rule: TimeRule, ticket: Ticket): Instant | null {
  if (!isWaiting(ticket.status) || ticket.lastCustomerMessageAt === null) return null;
  return toInstant(toEpochMs(ticket.lastCustomerMessageAt) + rule.trigger.minutes * 60_000);
}

/** A rule fires once, and again only after the ticket left the condition. */
const isArmed = (rule: TimeRule, ticket: Ticket) =>
  !ticket.firedRuleIds.includes(rule.id) && isMatch(rule.groups, ticket);

/**
 * Of the rules that fired, those whose conditions still hold: one that somebody took the ticket out of fires again when
 * it comes back.
 */
export function firedStill(ticket: Ticket, rules: readonly TimeRule[]): Ticket['firedRuleIds'] {
  const left = rules.filter((rule) => !isMatch(rule.groups, ticket)).map((rule) => rule.id);
  return ticket.firedRuleIds.filter((id) => !left.includes(id));
}

/** The earliest moment at which a time rule may fire; null when none can. */
export function nextTimeRuleMoment(ticket: Ticket, rules: readonly TimeRule[]): Instant | null {
  const moments = rules.filter((rule) => isArmed(rule, ticket)).map((rule) => momentOf(rule, ticket));
  return moments.filter((moment) => moment !== null).sort()[0] ?? null;
}

/** The rules whose time has come, in their order. */
export function dueTimeRules(ticket: Ticket, rules: readonly TimeRule[], at: Instant): TimeRule[] {
  return rules.filter((rule) => {
    const moment = isArmed(rule, ticket) ? momentOf(rule, ticket) : null;
    return moment !== null && moment <= at;
  });
}
