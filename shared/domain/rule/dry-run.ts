import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import type { Entry } from '../ticket/entry.ts';
import { toEntryView } from '../ticket/entry-view.ts';
import { mergedInto } from '../ticket/message-trail.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { findVisibleNamed } from '../ticket/visible-links.ts';
import type { Tried } from './act-in-turn.ts';
import type { JudgedCondition } from './judge.ts';
import { listLastTickets, type Trial } from './last-tickets.ts';
import type { Rule } from './rule.ts';
import type { RuleDesk } from './rule-desk.ts';
import type { RuleEvent } from './rule-event.ts';
import { RulePass } from './rule-pass.ts';
import { requirePatterns } from './rule-patterns.ts';
import type { TimeRule } from './time-rule.ts';
import { momentOf } from './time-rule-moment.ts';
import { findTrigger } from './triggers.ts';

export type DryRunDesk = RuleDesk & Pick<Desk, 'index'>;

interface Asked extends Trial {
  readonly rule: Rule | TimeRule;
}

/** What would become of an action at last: none waits for ever. */
type Outcome = Tried & { readonly outcome: Exclude<Tried['outcome'], 'waits'> };

const isOutcome = (one: Tried): one is Outcome => one.outcome !== 'waits';

/** What a rule would have done to one ticket. */
export interface DryRun {
  readonly ticketId: TicketId;
  readonly code: string;
  /** When it would have been heard: the last event of that kind, or the moment of a time rule; null: not yet. */
  readonly heardAt: Instant | null;
  readonly isMatch: boolean;
  /** The first group that holds; null where there is none, or none holds. */
  readonly group: number | null;
  readonly conditions: readonly JudgedCondition[];
  readonly actions: readonly Outcome[];
  readonly changes: readonly Pick<ReturnType<typeof toEntryView>, 'kind' | 'before' | 'after' | 'reason'>[];
}

/**
 * What a rule would have done to the last tickets that somebody sees, each as it is now (behaviour.md section 7). Nothing is
 * saved and nothing is sent.
 */
export async function dryRun(
  desk: DryRunDesk,
  principal: Principal,
  asked: Asked,
): Promise<{ readonly items: DryRun[]; readonly next: string | undefined }> {
  const { rule } = asked;
  await requirePatterns(rule);
  const account = await desk.accounts.load();
  const { items, next } = await listLastTickets(desk, principal, asked);
  const runs = await Promise.all(items.map((ticket) => runOn(desk, { rule, ticket, account })));
  const visible = await findVisibleNamed(
    desk,
    { principal, account },
    runs.flatMap(({ entries }) => entries),
  );
  const shown = runs.map(({ entries, ...run }) => ({
    ...run,
    changes: entries
      .filter(({ kind }) => kind !== 'rule.applied')
      .map((entry) => toEntryView(entry, visible))
      .map(({ kind, before, after, reason }) => ({ kind, before, after, reason })),
  }));
  return { items: shown, next };
}

interface Place {
  readonly rule: Rule | TimeRule;
  readonly ticket: Ticket;
  readonly account: Account;
}

type Ran = Omit<DryRun, 'changes'> & { readonly entries: readonly Entry[] };

async function runOn(desk: DryRunDesk, { rule, ticket, account }: Place): Promise<Ran> {
  const at = toInstant(desk.now());
  const heard = await hearing(desk, rule, ticket);
  const trigger = isOfTime(rule) ? 'time.passed' : rule.trigger;
  const event = eventOf(trigger, { ticket, heard, at });
  const pass = new RulePass(desk, event, { ticket, account, at });
  await pass.learnAll(rule.groups);
  const conditions = pass.explain(rule.groups);
  const verdict = pass.judge(rule.groups);
  const isMatch = verdict !== null && verdict !== 'unknown';
  const runs = isMatch && heard.at !== null;
  if (runs) await pass.run(rule, verdict);
  const steps = await playOut(desk, event, { pass, account, at });
  return {
    ticketId: ticket.id,
    code: ticket.code,
    heardAt: heard.at,
    isMatch,
    group: isMatch ? verdict.group : null,
    conditions,
    actions: steps.flatMap(({ tried }) => tried),
    entries: runs ? steps.flatMap(({ entries }) => entries) : [],
  };
}

interface Step {
  readonly tried: readonly Outcome[];
  readonly entries: readonly Entry[];
}

/** What had no room in one change, say a second message, is done in the next one. */
async function playOut(
  desk: DryRunDesk,
  event: RuleEvent,
  { pass, ...now }: { pass: RulePass; account: Account; at: Instant },
): Promise<Step[]> {
  const change = pass.draft?.finish();
  const tried = pass.actions.tried.filter(isOutcome);
  const step = { tried, entries: change?.entries ?? [] };
  const left = pass.actions.errands.find(({ attempts, nextAt }) => attempts === 0 && nextAt <= now.at);
  if (left === undefined || change === undefined) return [step];
  const next = new RulePass(desk, event, { ticket: change.after, ...now });
  await next.resume({ rule: left.rule, actions: left.actions, from: left.from ?? 0, attempts: 0 });
  return [step, ...(await playOut(desk, event, { pass: next, ...now }))];
}

interface Hearing {
  readonly at: Instant | null;
  /** What the timeline says of it. */
  readonly entry: Entry | null;
}

const isOfTime = (rule: Rule | TimeRule): rule is TimeRule => typeof rule.trigger !== 'string';

/** Lines of a timeline in which the event is looked for. */
const mostLines = 200;

/** What no timeline keeps is taken as happening now; nothing happens to a ticket that was merged. */
async function hearing(desk: DryRunDesk, rule: Rule | TimeRule, ticket: Ticket): Promise<Hearing> {
  if (mergedInto(ticket) !== undefined) return { at: null, entry: null };
  if (isOfTime(rule)) {
    const moment = momentOf(rule, ticket);
    return { at: moment !== null && moment <= toInstant(desk.now()) ? moment : null, entry: null };
  }
  if (!inTimeline(rule.trigger)) return { at: toInstant(desk.now()), entry: null };
  const entry = await lastHeard(desk, ticket, rule.trigger);
  return { at: entry?.at ?? null, entry };
}

/** The last line of that kind, among the first of its timeline. */
export async function lastHeard(
  { tickets }: DryRunDesk,
  { id }: Ticket,
  asked: Rule['trigger'],
): Promise<Entry | null> {
  const { items } = await tickets.listEntries(id, { limit: mostLines, after: undefined });
  return items.findLast(({ kind }) => kind === asked) ?? null;
}

function inTimeline(name: Rule['trigger']): boolean {
  const trigger = findTrigger(name);
  return trigger?.about === 'ticket' && trigger.isPassing !== true;
}

const bringsMessage = ['ticket.created', 'message.received', 'message.sent'];

/** The event as it would be told now; what the timeline says of it stands in its place. */
export function eventOf(
  trigger: RuleEvent['trigger'],
  { ticket, heard: { entry }, at }: { ticket: Ticket; heard: Hearing; at: Instant },
): RuleEvent {
  return {
    id: 'dry-run',
    trigger,
    at: entry?.at ?? at,
    actor: entry?.actor ?? { kind: 'system', id: null },
    ticketId: ticket.id,
    departmentId: ticket.departmentId,
    messageVersion: entry !== null && bringsMessage.includes(entry.kind) ? entry.ticketVersion : null,
    chain: [],
  };
}
