import type { Account } from '../account/account.ts';
import type { RuleAction } from '../action/rule-action.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import type { Instant } from '../business-time/instant.ts';
import type { RuleId } from '../ids.ts';
import type { EntryChange } from '../ticket/entry.ts';
import { objectionsBy } from '../ticket/recipient.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { TicketDraft } from '../ticket/ticket-draft.ts';
import { Actions, type Turn, type TurnOutcome } from './act-in-turn.ts';
import type { ConditionGroups } from './condition.ts';
import {
  allNeedsOf,
  explainMatch,
  FactReader,
  findMatch,
  isRuledOut,
  type JudgedCondition,
  needsOf,
  type PreparedGroups,
} from './judge.ts';
import { learn } from './learn.ts';
import type { Learned, Need } from './learned.ts';
import type { RuleDesk } from './rule-desk.ts';
import { departmentOf, longestChain, placeOf, type RuleEvent, ticketOf } from './rule-event.ts';

/** Of a rule what a pass needs to know. */
export interface Runnable {
  readonly id: RuleId;
  readonly name: string;
  readonly version: number;
  readonly order: number;
  readonly groups: ConditionGroups;
  readonly actions: readonly RuleAction[];
}

/** Where the conditions of a rule hold: the first group that does; null: it has none. */
export interface Verdict {
  readonly group: number | null;
}

interface Start {
  readonly ticket: Ticket | null;
  readonly account: Account;
  readonly at: Instant;
}

/** Everything that rules do for one event, in one change of the ticket: each sees what those before it left. */
export class RulePass {
  readonly ran: RuleId[] = [];
  readonly actions: Actions;
  readonly draft: TicketDraft | null;
  readonly #desk: RuleDesk;
  readonly #event: RuleEvent;
  readonly #seen: Ticket | null;
  readonly #account: Account;
  #learned: Partial<Learned> = {};
  #reader: FactReader | null = null;

  constructor(desk: RuleDesk, event: RuleEvent, { ticket, account, at }: Start) {
    const agentById = new Map<string, AgentRecord>();
    const objectionTo = objectionsBy(agentById);
    const actor = { kind: 'system', id: null } as const;
    this.draft =
      ticket === null ? null : TicketDraft.of(ticket, { account, at, ids: desk.ids, actor, objectionTo });
    this.actions = new Actions(desk, { event, account, at, draft: this.draft, agentById });
    this.#desk = desk;
    this.#event = event;
    this.#seen = ticket;
    this.#account = account;
  }

  /** Whether what was read so far is enough to say that they do not hold. */
  rulesOut(prepared: PreparedGroups): boolean {
    return isRuledOut(prepared, this.reader);
  }

  /** Whether conditions hold now; null: they do not. `unknown`: something must be learnt first. */
  judge(groups: ConditionGroups): Verdict | null | 'unknown' {
    if (groups.length === 0) return { group: null };
    if (needsOf(groups, this.reader).length > 0) return 'unknown';
    const group = findMatch(groups, this.reader);
    return group === null ? null : { group };
  }

  /** Reads what these conditions ask for beside the ticket. */
  async learn(groups: ConditionGroups): Promise<void> {
    await this.#learn(needsOf(groups, this.reader));
  }

  /** Reads all that these conditions may ask for, also where others rule them out. */
  async learnAll(groups: ConditionGroups): Promise<void> {
    await this.#learn(allNeedsOf(groups));
  }

  async #learn(needs: readonly Need[]): Promise<void> {
    const about = { ticket: this.draft?.ticket ?? null, place: placeOf(this.#event) };
    const learned = await learn(this.#desk, needs, about);
    this.#learned = { ...this.#learned, ...learned };
    this.#reader = null;
  }

  /** Each condition, and whether it holds. */
  explain(groups: ConditionGroups): JudgedCondition[] {
    return explainMatch(groups, this.reader);
  }

  get reader(): FactReader {
    const { actor, at } = this.#event;
    const now = this.draft?.ticket ?? null;
    const ticket = now && this.#seen && ticketOf(this.#event, { seen: this.#seen, now });
    this.#reader ??= new FactReader({
      ticket,
      departmentId: departmentOf(this.#event, now),
      account: this.#account,
      at,
      actor,
      learned: this.#learned,
    });
    return this.#reader;
  }

  /**
   * Runs a rule whose conditions hold. One that finds nothing to do leaves no trace; one that is a step too far in its
   * chain is taken back, and with it ends what goes on.
   */
  async run(rule: Runnable, verdict: Verdict): Promise<TurnOutcome> {
    const undo = this.#checkpoint();
    this.#begin(rule.id);
    this.draft?.log({ kind: 'rule.applied', ruleId: rule.id, after: whyOf(rule, verdict, this.#event) });
    const before = this.actions.effects;
    const outcome = await this.actions.take({ rule, actions: rule.actions, from: 0, attempts: 0 });
    const isIdle = this.actions.effects === before && outcome === 'go-on';
    const isStopped = !isIdle && this.#isTooFar(rule.id);
    if (isIdle || isStopped) undo();
    else this.#count(rule.id);
    if (isStopped) this.#stopChain(rule.id);
    this.#forget();
    return isStopped ? 'stop' : outcome;
  }

  #checkpoint(): () => void {
    const undoDraft = this.draft?.checkpoint();
    const undoActions = this.actions.checkpoint();
    return () => {
      undoDraft?.();
      undoActions();
    };
  }

  #count(ruleId: RuleId): void {
    this.ran.push(ruleId);
    this.draft?.set({ ruleSteps: this.draft.ticket.ruleSteps + 1 });
  }

  /**
   * Whether this rule is a step too far: its chain is as long as one may be; or the chain came round to itself, and rules
   * took as many steps since somebody else last changed the ticket, for one event may set off two rules of a round.
   */
  #isTooFar(ruleId: RuleId): boolean {
    const chain = [...this.#event.chain, ruleId];
    if (chain.length > longestChain) return true;
    const comesRound = new Set(chain).size < chain.length;
    return comesRound && (this.draft?.ticket.ruleSteps ?? 0) >= longestChain;
  }

  /** The first time an entry names the chain, with the rule that would have been its next step. */
  #stopChain(ruleId: RuleId): void {
    const { chain, trigger, id } = this.#event;
    if (this.draft === null || this.draft.ticket.isChainStopped) return;
    this.draft.set({ isChainStopped: true }).log({
      kind: 'rule.stopped',
      ruleId,
      reason: 'chain-too-long',
      after: { trigger, eventId: id, chain: [...chain, ruleId] },
    });
    this.ran.push(ruleId);
  }

  /** What a rule has still to do. */
  async resume(turn: Turn): Promise<TurnOutcome> {
    this.#begin(turn.rule.id);
    const outcome = await this.actions.take(turn);
    this.#forget();
    return outcome;
  }

  #begin(ruleId: RuleId): void {
    this.draft?.actAs(ruleId, [...this.#event.chain, ruleId]);
  }

  /** What a rule may have changed is read anew. */
  #forget(): void {
    const { presence: _presence, ...still } = this.#learned;
    this.#learned = still;
    this.#reader = null;
  }
}

/** What the timeline says of it, by names and numbers: which rule as of which version, and by which conditions. */
function whyOf(
  { version, groups, actions }: Runnable,
  { group }: Verdict,
  { id, trigger }: RuleEvent,
): NonNullable<EntryChange['after']> {
  const decided = group === null ? [] : (groups[group]?.conditions ?? []);
  return {
    trigger,
    eventId: id,
    ruleVersion: version,
    group,
    conditions: decided.map(({ field, operator }) => `${field} ${operator}`),
    actions: actions.map(({ type }) => type),
  };
}
