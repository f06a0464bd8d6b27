import type { Account } from '../account/account.ts';
import { toInstant } from '../business-time/instant.ts';
import { followMet, withMomentsMet } from '../ticket/meet-moments.ts';
import { mergedInto } from '../ticket/message-trail.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { ConditionGroups } from './condition.ts';
import type { Errand } from './errand.ts';
import type { Rule } from './rule.ts';
import { bookOf, type Candidate, isAfter } from './rule-book.ts';
import type { RuleDesk, Ruled } from './rule-desk.ts';
import { departmentOf, placeOf, type RuleEvent } from './rule-event.ts';
import { RulePass, type Verdict } from './rule-pass.ts';

/** How often it is decided anew on what others have just changed. */
const tries = 8;

interface Seen {
  readonly ticket: Ticket | null;
  readonly account: Account;
}

/** Undefined: there is no ticket any more whose rules could run. */
async function look(desk: RuleDesk, event: RuleEvent): Promise<Seen | undefined> {
  const [found, account] = await Promise.all([findTicket(desk, event), desk.accounts.load()]);
  if (event.ticketId !== null && found === undefined) return undefined;
  return { ticket: found ?? null, account };
}

/**
 * A message is followed to the ticket that reads it now; what else happened to a ticket that was merged since is over, and
 * nobody changes that by itself.
 */
async function findTicket(desk: RuleDesk, event: RuleEvent): Promise<Ticket | undefined> {
  if (event.ticketId === null) return undefined;
  const place = placeOf(event);
  if (place !== null && event.trigger !== 'ticket.created') {
    return (await followMet(desk, place))?.ticket;
  }
  const ticket = await desk.tickets.find(event.ticketId);
  if (ticket === undefined || mergedInto(ticket) !== undefined) return undefined;
  const met = await withMomentsMet(desk, ticket);
  return met !== undefined && mergedInto(met) === undefined ? met : undefined;
}

/**
 * Runs the rules of an event in their order, in one change of its ticket (behaviour.md section 7). What they did and
 * the mark of the event are one transaction: an event that is told again finds the mark.
 */
export async function runRules(desk: RuleDesk, event: RuleEvent): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const seen = await look(desk, event);
    if (seen === undefined) return;
    const pass = begin(desk, event, seen);
    await runFrom(pass, { event, account: seen.account, after: null });
    if (pass.ran.length === 0) return;
    const at = toInstant(desk.now());
    if (await isSaved(desk, pass, { mark: { eventId: event.id, ruleIds: pass.ran, at }, done: null })) return;
  }
  throw new Error(`the rules of ${event.id} kept losing against other changes`);
}

/** Does what a rule had left to do; told twice, it finds the errand gone. */
export async function runErrand(desk: RuleDesk, asked: Pick<Errand, 'id' | 'ticketId'>): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const errand = await desk.rules.findErrand(asked);
    if (errand === undefined || errand.nextAt > toInstant(desk.now())) return;
    if (await isDone(desk, errand)) return;
  }
  throw new Error(`the errand ${asked.id} kept losing against other changes`);
}

/** False when somebody else changed the ticket meanwhile. */
async function isDone(desk: RuleDesk, errand: Errand): Promise<boolean> {
  const { event, rule, actions, from = 0, attempts } = errand;
  const seen = await look(desk, event);
  if (seen === undefined) {
    await desk.rules.drop(errand);
    return true;
  }
  const pass = begin(desk, event, seen);
  const outcome = await pass.resume({ rule, actions, from, attempts });
  if (errand.goesOn && outcome === 'go-on') {
    await runFrom(pass, { event, account: seen.account, after: rule });
  }
  return isSaved(desk, pass, { mark: null, done: errand });
}

function begin(desk: RuleDesk, event: RuleEvent, seen: Seen): RulePass {
  return new RulePass(desk, event, { ...seen, at: toInstant(desk.now()) });
}

interface Run {
  readonly event: RuleEvent;
  readonly account: Account;
  /** The rule after which it begins; null: at the first. */
  readonly after: Pick<Rule, 'order' | 'id'> | null;
}

/** Each rule that may hold where the ticket is then: one before it may have moved it to where others look. */
async function runFrom(pass: RulePass, { event, account, after }: Run): Promise<void> {
  let candidates = candidatesOf(pass, { event, account, after });
  for (let next = 0; next < candidates.length; ) {
    const { rule, left, prepared } = candidates[next] as Candidate;
    next += 1;
    // Of a thousand rules each microtask counts.
    if (pass.rulesOut(prepared)) continue;
    const judged = pass.judge(left);
    const verdict = judged === 'unknown' ? await judgeLearned(pass, left) : judged;
    if (verdict === null) continue;
    if ((await pass.run(rule, verdict)) !== 'go-on') return;
    candidates = candidatesOf(pass, { event, account, after: rule });
    next = 0;
  }
}

async function judgeLearned(pass: RulePass, groups: ConditionGroups): Promise<Verdict | null> {
  await pass.learn(groups);
  const learned = pass.judge(groups);
  return learned === 'unknown' ? null : learned;
}

function candidatesOf(pass: RulePass, { event, account, after }: Run): readonly Candidate[] {
  const ticket = pass.draft?.ticket ?? null;
  const place = {
    departmentId: departmentOf(event, ticket),
    channel: ticket?.channel ?? null,
  };
  const all = bookOf(account.rules).candidates(event.trigger, place);
  return after === null ? all : all.filter(({ rule }) => isAfter(rule, after));
}

/** False when somebody else changed the ticket meanwhile. */
async function isSaved(
  desk: RuleDesk,
  pass: RulePass,
  { mark, done }: Pick<Ruled, 'mark' | 'done'>,
): Promise<boolean> {
  const { errands, deliveries } = pass.actions;
  const ruled: Ruled = { mark, done, errands, deliveries };
  if (pass.draft === null) {
    await desk.rules.save(ruled, pass.actions.unsent);
    return true;
  }
  const outcome = await desk.tickets.save(pass.draft.finish(), { ruled, others: pass.actions.others });
  return outcome === 'saved' || outcome === 'done-already';
}
