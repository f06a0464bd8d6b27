import type { Account } from '../account/account.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { RuleId } from '../ids.ts';
import { isOpenClock, type SlaClock } from '../sla/clock.ts';
import type { Actor } from '../ticket/entry.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { FactReader, mayMatch } from './judge.ts';
import type { TimeRule } from './time-rule.ts';

/** What a time rule counts from: `since` names it, so that what comes after it arms the rule anew. */
interface Base {
  readonly since: string;
  /** When the rule's time comes; null while nobody knows. */
  readonly moment: Instant | null;
}

const minutesFrom = (at: Instant, minutes: number) => toInstant(toEpochMs(at) + minutes * 60_000);

type Kinds = {
  readonly [Kind in TimeRule['trigger']['kind']]: (ticket: Ticket, rule: TimeRule) => Base | null;
};

const age =
  (sinceOf: (ticket: Ticket) => Instant | null) =>
  (ticket: Ticket, { trigger }: TimeRule): Base | null => {
    const since = sinceOf(ticket);
    return since === null ? null : { since, moment: minutesFrom(since, trigger.minutes) };
  };

const kinds: Kinds = {
  sinceCreated: age(({ createdAt }) => createdAt),
  sinceStatusChanged: age(({ statusChangedAt }) => statusChangedAt),
  /** Nobody has answered since: only a waiting ticket lacks an answer. */
  sinceCustomerMessage: age(({ status, lastCustomerMessageAt }) =>
    isWaiting(status) ? lastCustomerMessageAt : null,
  ),
  /** The customer has not written since. */
  sinceAgentMessage: age(({ lastAgentMessageAt, lastCustomerMessageAt }) =>
    (lastAgentMessageAt ?? '') > (lastCustomerMessageAt ?? '') ? lastAgentMessageAt : null,
  ),
  dueIn: (ticket, { trigger }) =>
    baseOfClock(
      clocksOf(ticket, trigger).filter(({ breachedAt }) => breachedAt === null),
      -trigger.minutes,
    ),
  overdueBy: (ticket, { trigger }) => baseOfClock(clocksOf(ticket, trigger), trigger.minutes),
};

function clocksOf({ clocks }: Ticket, trigger: TimeRule['trigger']): SlaClock[] {
  const kind = 'clock' in trigger ? trigger.clock : undefined;
  return clocks.filter((clock) => isOpenClock(clock) && (kind === undefined || clock.kind === kind));
}

/** Of the clock that is due first; one that is paused keeps its place and has no moment. */
function baseOfClock(clocks: readonly SlaClock[], minutes: number): Base | null {
  const known = clocks.filter(({ targetMinutes }) => targetMinutes !== null);
  const [first] = known.sort((one, other) => ((one.dueAt ?? '~') < (other.dueAt ?? '~') ? -1 : 1));
  if (first === undefined) return null;
  const moment = first.dueAt === null ? null : minutesFrom(first.dueAt, minutes);
  return { since: `${first.kind} ${first.startedAt}`, moment };
}

/** Null while it does not apply: the archive is left alone. */
function baseOf(rule: TimeRule, ticket: Ticket): Base | null {
  if (ticket.status === 'closed' || ticket.status === 'deleted') return null;
  return kinds[rule.trigger.kind](ticket, rule);
}

/** When its time comes, whatever else it asks for. */
export const momentOf = (rule: TimeRule, ticket: Ticket): Instant | null =>
  baseOf(rule, ticket)?.moment ?? null;

/** What must be read, and what changes with time alone, is looked at when the moment has come. */
function readerOf(ticket: Ticket, account: Account): FactReader {
  const { departmentId, updatedAt: at } = ticket;
  const actor = { kind: 'system', id: null } as const;
  return new FactReader({ ticket, departmentId, account, at, actor, learned: {} });
}

/** When a rule that has not fired may fire: at its moment, or when it is looked at again. */
function momentsOf(
  ticket: Ticket,
  account: Account,
): { readonly rule: TimeRule; readonly moment: Instant }[] {
  if (account.timeRules.length === 0) return [];
  const reader = readerOf(ticket, account);
  return account.timeRules.flatMap((rule) => {
    const moment = momentOf(rule, ticket);
    const isArmed = !ticket.firedRuleIds.includes(rule.id) && mayMatch(rule.groups, reader);
    if (moment === null || !isArmed) return [];
    const [, later] = [moment, ticket.timeRuleLooks[rule.id] ?? moment].sort();
    return [{ rule, moment: later as Instant }];
  });
}

/** The earliest moment at which a time rule may fire; null when none can. */
export function nextTimeRuleMoment(ticket: Ticket, account: Account): Instant | null {
  const moments = momentsOf(ticket, account).map(({ moment }) => moment);
  return moments.sort()[0] ?? null;
}

/** The rules whose time has come, in their order. */
export function dueTimeRules(ticket: Ticket, account: Account, at: Instant): TimeRule[] {
  return momentsOf(ticket, account)
    .filter(({ moment }) => moment <= at)
    .map(({ rule }) => rule);
}

interface Step {
  readonly before: Ticket | null;
  readonly after: Ticket;
  readonly account: Account;
  readonly actor: Actor;
}

/**
 * Of the rules that fired, or are looked at again, those that the ticket has not left: a new base arms a rule anew, and
 * so does leaving its conditions; but what rules and the system do leaves none, so that rules which undo each other
 * come to rest.
 */
export function timeRuleMarks({
  before,
  after,
  account,
  actor,
}: Step): Pick<Ticket, 'firedRuleIds' | 'timeRuleLooks'> {
  const { firedRuleIds, timeRuleLooks } = after;
  const looks = Object.entries(timeRuleLooks) as [RuleId, Instant][];
  if (firedRuleIds.length === 0 && looks.length === 0) return { firedRuleIds, timeRuleLooks };
  const reader = readerOf(after, account);
  const isLeft = (id: RuleId) => {
    const rule = account.timeRules.find((one) => one.id === id);
    if (rule === undefined || before === null) return false;
    if (baseOf(rule, before)?.since !== baseOf(rule, after)?.since) return true;
    return actor.kind !== 'system' && !mayMatch(rule.groups, reader);
  };
  const left = new Set([...firedRuleIds, ...looks.map(([id]) => id)].filter(isLeft));
  const isGone = (id: RuleId) => left.has(id) || firedRuleIds.includes(id);
  return {
    firedRuleIds: firedRuleIds.filter((id) => !left.has(id)),
    timeRuleLooks: Object.fromEntries(looks.filter(([id]) => !isGone(id))),
  };
}
