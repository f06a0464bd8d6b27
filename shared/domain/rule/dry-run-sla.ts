import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import type { LevelId, RuleId, TicketId } from '../ids.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type DryRunDesk, eventOf, lastHeard } from './dry-run.ts';
import { isMatch as holds, type JudgedCondition } from './judge.ts';
import { listLastTickets, type Trial } from './last-tickets.ts';
import { isAfter } from './rule-book.ts';
import { RulePass } from './rule-pass.ts';
import { requirePatterns } from './rule-patterns.ts';
import type { SlaRule } from './sla-rule.ts';

/** What the SLA rules, this one among them, would have given to one ticket. */
export interface SlaDryRun {
  readonly ticketId: TicketId;
  readonly code: string;
  /** When it was made. */
  readonly heardAt: Instant;
  /** Whether the rule's own conditions hold. */
  readonly isMatch: boolean;
  readonly group: number | null;
  readonly conditions: readonly JudgedCondition[];
  /** The first rule that holds and the level that it gives; null: none does. */
  readonly givenBy: RuleId | null;
  readonly givenLevelId: LevelId | null;
  /** What it has now. */
  readonly levelId: LevelId | null;
}

interface Asked extends Trial {
  readonly rule: SlaRule;
}

/**
 * Which level the last tickets that somebody sees would have, had this rule been there when each was made: it takes its
 * place among the active ones, the first that holds gives the level (behaviour.md sections 6 and 7). Each ticket is taken
 * as it is now. Nothing is saved.
 */
export async function dryRunSla(
  desk: DryRunDesk,
  principal: Principal,
  asked: Asked,
): Promise<{ readonly items: SlaDryRun[]; readonly next: string | undefined }> {
  const { rule } = asked;
  await requirePatterns(rule);
  const account = await desk.accounts.load();
  const rules = [...account.slaRules.filter(({ id }) => id !== rule.id), rule];
  rules.sort((one, other) => (isAfter(one, other) ? 1 : -1));
  const everything = rules.flatMap(({ groups }) => groups);
  const { items, next } = await listLastTickets(desk, principal, asked);
  const trial = { account, rule, rules, everything };
  const runs = await Promise.all(items.map((ticket) => runOn(desk, { ticket, ...trial })));
  return { items: runs, next };
}

interface Place {
  readonly ticket: Ticket;
  readonly account: Account;
  readonly rule: SlaRule;
  readonly rules: readonly SlaRule[];
  /** All their groups: what they ask for is learnt at once. */
  readonly everything: SlaRule['groups'];
}

async function runOn(
  desk: DryRunDesk,
  { ticket, account, rule, rules, everything }: Place,
): Promise<SlaDryRun> {
  const { id, code, createdAt: at, levelId } = ticket;
  const entry = await lastHeard(desk, ticket, 'ticket.created');
  const event = eventOf('ticket.created', { ticket, heard: { at, entry }, at });
  const pass = new RulePass(desk, event, { ticket, account, at });
  await pass.learnAll(everything);
  const verdict = pass.judge(rule.groups);
  const given = rules.find(({ groups }) => holds(groups, pass.reader));
  const isMatch = verdict !== null && verdict !== 'unknown';
  return {
    ticketId: id,
    code,
    heardAt: at,
    isMatch,
    group: isMatch ? verdict.group : null,
    conditions: pass.explain(rule.groups),
    givenBy: given?.id ?? null,
    givenLevelId: given?.levelId ?? null,
    levelId,
  };
}
