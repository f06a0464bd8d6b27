import type { Account } from '../account/account.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { FactReader, isMatch } from './judge.ts';
import type { TimeRule } from './time-rule.ts';

/** Time rules ask nothing that does not stand in the ticket, so the instant and who acts are never looked at. */
function readerOf(ticket: Ticket, account: Account): FactReader {
  const { departmentId, updatedAt: at } = ticket;
  return new FactReader({
    ticket,
    departmentId,
    account,
    at,
    actor: { kind: 'system', id: null },
    learned: {},
  });
}

/** When a rule's time comes for this ticket; null while its condition does not hold: only a waiting ticket lacks an answer. */
function momentOf(rule: TimeRule, ticket: Ticket): Instant | null {
  if (!isWaiting(ticket.status) || ticket.lastCustomerMessageAt === null) return null;
  return toInstant(toEpochMs(ticket.lastCustomerMessageAt) + rule.trigger.minutes * 60_000);
}

/** A rule fires once, and again only after the ticket left the condition. */
function armedRules(ticket: Ticket, account: Account): TimeRule[] {
  const reader = readerOf(ticket, account);
  return account.timeRules.filter(
    (rule) => !ticket.firedRuleIds.includes(rule.id) && isMatch(rule.groups, reader),
  );
}

/**
 * Of the rules that fired, those whose conditions still hold: one that somebody took the ticket out of fires again when
 * it comes back.
 */
export function firedStill(ticket: Ticket, account: Account): Ticket['firedRuleIds'] {
  const reader = readerOf(ticket, account);
  const left = account.timeRules.filter((rule) => !isMatch(rule.groups, reader)).map((rule) => rule.id);
  return ticket.firedRuleIds.filter((id) => !left.includes(id));
}

/** The earliest moment at which a time rule may fire; null when none can. */
export function nextTimeRuleMoment(ticket: Ticket, account: Account): Instant | null {
  const moments = armedRules(ticket, account).map((rule) => momentOf(rule, ticket));
  return moments.filter((moment) => moment !== null).sort()[0] ?? null;
}

/** The rules whose time has come, in their order. */
export function dueTimeRules(ticket: Ticket, account: Account, at: Instant): TimeRule[] {
  return armedRules(ticket, account).filter((rule) => {
    const moment = momentOf(rule, ticket);
    return moment !== null && moment <= at;
  });
}
