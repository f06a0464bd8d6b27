import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Facts } from './field.ts';
import { asksClock, FactReader, isMatch } from './judge.ts';
import type { TimeRule } from './time-rule.ts';
import { momentOf } from './time-rule-moment.ts';

const quarterMs = 15 * 60_000;
/** A weekday, and the hours of it, come again within a week. */
const quartersAhead = 8 * 24 * 4;
/** What lies outside of the ticket tells nobody when it changes: the longer it did not, the seldomer it is looked at. */
const seldomer = 8;

/**
 * When a time rule is looked at again whose time came while its conditions did not hold: where the clock is in the way,
 * at the first quarter of an hour at which it no longer is.
 */
export function nextLook(rule: TimeRule, ticket: Ticket, facts: Facts): Instant {
  const atMs = toEpochMs(facts.at);
  const opens = asksClock(rule.groups) ? firstQuarter(rule, facts, atMs) : null;
  if (opens !== null) return toInstant(opens);
  const waitedMs = atMs - toEpochMs(momentOf(rule, ticket) ?? facts.at);
  return toInstant(atMs + Math.max(quarterMs, waitedMs / seldomer));
}

function firstQuarter({ groups }: TimeRule, facts: Facts, atMs: number): number | null {
  const first = Math.floor(atMs / quarterMs) + 1;
  for (let quarter = first; quarter < first + quartersAhead; quarter++) {
    const at = toInstant(quarter * quarterMs);
    if (isMatch(groups, new FactReader({ ...facts, at }))) return quarter * quarterMs;
  }
  return null;
}
