import type { Account } from '../account/account.ts';
import { type Instant, toInstant } from '../business-time/instant.ts';
import type { RuleId, TicketId } from '../ids.ts';
import { withMomentsMet } from '../ticket/meet-moments.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { nextLook } from './next-look.ts';
import type { RuleDesk } from './rule-desk.ts';
import type { RuleEvent } from './rule-event.ts';
import { RulePass } from './rule-pass.ts';
import type { TimeRule } from './time-rule.ts';
import { dueTimeRules } from './time-rule-moment.ts';

const tries = 8;

/**
 * Fires the time rules of a ticket whose time has come, one after the other, each in a change of its own: it sees what
 * the one before left. That one fired stands on the ticket, so a moment that is told twice finds nothing to do.
 */
export async function runTimeRules(desk: RuleDesk, ticketId: TicketId): Promise<void> {
  for (let lost = 0; lost < tries; ) {
    const [found, account] = await Promise.all([desk.tickets.find(ticketId), desk.accounts.load()]);
    const ticket = await withMomentsMet(desk, found);
    const at = toInstant(desk.now());
    if (ticket === undefined || dueTimeRules(ticket, account, at).length === 0) return;
    const pass = await fireFirst(desk, { ticket, account, at });
    const { errands, deliveries } = pass.actions;
    const ruled = { mark: null, done: null, errands, deliveries };
    const change = pass.draft?.finish();
    if (change === undefined) return;
    if ((await desk.tickets.save(change, { ruled, others: pass.actions.others })) !== 'saved') lost += 1;
  }
  throw new Error(`the time rules of ${ticketId} kept losing against other changes`);
}

interface Seen {
  readonly ticket: Ticket;
  readonly account: Account;
  readonly at: Instant;
}

/** The first whose conditions hold; those before it, which do not hold for now, are looked at again. */
async function fireFirst(desk: RuleDesk, seen: Seen): Promise<RulePass> {
  const { ticket, account, at } = seen;
  const looking = new RulePass(desk, eventOf(seen, null), seen);
  const looks: [RuleId, Instant][] = [];
  for (const rule of dueTimeRules(ticket, account, at)) {
    await looking.learn(rule.groups);
    const verdict = looking.judge(rule.groups);
    if (verdict !== null && verdict !== 'unknown') {
      const pass = new RulePass(desk, eventOf(seen, rule), seen);
      pass.draft?.set(marksOf(ticket, looks, rule));
      await pass.run(rule, verdict);
      return pass;
    }
    looks.push([rule.id, nextLook(rule, ticket, looking.reader.facts)]);
  }
  looking.draft?.set(marksOf(ticket, looks, null));
  return looking;
}

function marksOf(ticket: Ticket, looks: readonly [RuleId, Instant][], fired: TimeRule | null) {
  return {
    timeRuleLooks: { ...ticket.timeRuleLooks, ...Object.fromEntries(looks) },
    firedRuleIds: fired === null ? ticket.firedRuleIds : [...ticket.firedRuleIds, fired.id],
  };
}

function eventOf({ ticket, at }: Seen, rule: TimeRule | null): RuleEvent {
  return {
    id: `${ticket.id}#${rule?.id ?? ''}#${at}`,
    trigger: 'time.passed',
    at,
    actor: { kind: 'system', id: null },
    ticketId: ticket.id,
    departmentId: ticket.departmentId,
    messageVersion: null,
    chain: ticket.setOffBy,
  };
}
