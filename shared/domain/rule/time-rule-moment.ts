import type { Account } from '../account/account.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { RuleId } from '../ids.ts';
import { isOpenClock, type SlaClock } from '../sla/clock.ts';
import type { Actor } from '../ticket/entry.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { FactReader, isRuledOutForGood, mayMatch, type PreparedGroups, prepareAll } from './judge.ts';
import type { TimeRule } from './time-rule.ts';

type Trigger = TimeRule['trigger'];

/** What time rules of one kind count from: `since` names it, so that what comes after it arms the rule anew. */
interface Base {
  readonly since: string;
  /** Epoch milliseconds; null while nobody knows. */
  readonly fromMs: number | null;
}

type Kinds = {
  readonly [Kind in Trigger['kind']]: (ticket: Ticket, trigger: Trigger) => Base | null;
};

const age =
  (sinceOf: (ticket: Ticket) => Instant | null) =>
  (ticket: Ticket): Base | null => {
    const since = sinceOf(ticket);
    return since === null ? null : { since, fromMs: toEpochMs(since) };
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
  dueIn: (ticket, trigger) =>
    baseOfClock(clocksOf(ticket, trigger).filter(({ breachedAt }) => breachedAt === null)),
  overdueBy: (ticket, trigger) => baseOfClock(clocksOf(ticket, trigger)),
};

function clocksOf({ clocks }: Ticket, trigger: Trigger): SlaClock[] {
  const kind = 'clock' in trigger ? trigger.clock : undefined;
  return clocks.filter((clock) => isOpenClock(clock) && (kind === undefined || clock.kind === kind));
}

/** Of the clock that is due first; one that is paused keeps its place and has no moment. */
function baseOfClock(clocks: readonly SlaClock[]): Base | null {
  const known = clocks.filter(({ targetMinutes }) => targetMinutes !== null);
  const [first] = known.sort((one, other) => ((one.dueAt ?? '~') < (other.dueAt ?? '~') ? -1 : 1));
  if (first === undefined) return null;
  const fromMs = first.dueAt === null ? null : toEpochMs(first.dueAt);
  return { since: `${first.kind} ${first.startedAt}`, fromMs };
}

/** A ticket never changes, it becomes another: what a thousand rules count from is found once for each kind. */
const basesByTicket = new WeakMap<Ticket, Map<string, Base | null>>();

/** Null while it does not apply: the archive is left alone. */
function baseOf({ trigger }: TimeRule, ticket: Ticket): Base | null {
  if (ticket.status === 'closed' || ticket.status === 'deleted') return null;
  const bases = basesByTicket.get(ticket) ?? new Map<string, Base | null>();
  basesByTicket.set(ticket, bases);
  const key = 'clock' in trigger ? `${trigger.kind} ${trigger.clock ?? ''}` : trigger.kind;
  const known = bases.get(key);
  if (known !== undefined) return known;
  const base = kinds[trigger.kind](ticket, trigger);
  bases.set(key, base);
  return base;
}

function momentMsOf(rule: TimeRule, ticket: Ticket): number | null {
  const fromMs = baseOf(rule, ticket)?.fromMs ?? null;
  const { kind, minutes } = rule.trigger;
  return fromMs === null ? null : fromMs + (kind === 'dueIn' ? -minutes : minutes) * 60_000;
}

/** When its time comes, whatever else it asks for. */
export function momentOf(rule: TimeRule, ticket: Ticket): Instant | null {
  const moment = momentMsOf(rule, ticket);
  return moment === null ? null : toInstant(moment);
}

/** What must be read, and what changes with time alone, is looked at when the moment has come. */
function readerOf(ticket: Ticket, account: Account): FactReader {
  const { departmentId, updatedAt: at } = ticket;
  const actor = { kind: 'system', id: null } as const;
  return new FactReader({ ticket, departmentId, account, at, actor, learned: {} });
}

interface Armed {
  readonly rule: TimeRule;
  readonly prepared: PreparedGroups;
}

/** Rules are part of a snapshot that never changes, so what is prepared of them holds as long as they do. */
const armedByRules = new WeakMap<readonly TimeRule[], readonly Armed[]>();

function armedOf(rules: readonly TimeRule[]): readonly Armed[] {
  const known = armedByRules.get(rules);
  if (known !== undefined) return known;
  const armed = rules.map((rule) => ({ rule, prepared: prepareAll(rule.groups) }));
  armedByRules.set(rules, armed);
  return armed;
}

interface Moment {
  readonly rule: TimeRule;
  readonly atMs: number;
}

/** When a rule that has not fired may fire: at its moment, or when it is looked at again. */
function momentsOf(ticket: Ticket, account: Account): Moment[] {
  if (account.timeRules.length === 0) return [];
  const reader = readerOf(ticket, account);
  const moments: Moment[] = [];
  for (const { rule, prepared } of armedOf(account.timeRules)) {
    if (isRuledOutForGood(prepared, reader)) continue;
    const moment = ticket.firedRuleIds.includes(rule.id) ? null : momentMsOf(rule, ticket);
    if (moment === null) continue;
    const look = ticket.timeRuleLooks[rule.id];
    moments.push({ rule, atMs: look === undefined ? moment : Math.max(moment, toEpochMs(look)) });
  }
  return moments;
}

/** The earliest moment at which a time rule may fire; null when none can. */
export function nextTimeRuleMoment(ticket: Ticket, account: Account): Instant | null {
  const moments = momentsOf(ticket, account);
  return moments.length === 0 ? null : toInstant(Math.min(...moments.map(({ atMs }) => atMs)));
}

/** The rules whose time has come, in their order. */
export function dueTimeRules(ticket: Ticket, account: Account, at: Instant): TimeRule[] {
  const now = toEpochMs(at);
  return momentsOf(ticket, account)
    .filter(({ atMs }) => atMs <= now)
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
