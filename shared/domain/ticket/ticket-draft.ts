import { type Account, businessTimeFor, levelOf } from '../account/account.ts';
import { type Instant, toEpochMs } from '../business-time/instant.ts';
import type { AgentId, Ids, RuleId } from '../ids.ts';
import type { Unsent } from '../outbound/unsent.ts';
import type { Rating } from '../rating/rating.ts';
import { timeRuleMarks } from '../rule/time-rule-moment.ts';
import type { SlaFact } from '../sla/clock.ts';
import { clocksAfter, type SlaTransition } from '../sla/clocks-after.ts';
import { importanceAt } from '../sla/importance.ts';
import { dueOf } from './due-of-ticket.ts';
import type { Actor, Entry, EntryChange } from './entry.ts';
import { factsOf } from './entry-facts.ts';
import type { Message } from './message.ts';
import { mergedInto } from './message-trail.ts';
import type { ObjectionTo } from './recipient.ts';
import { slaEntries } from './sla-entries.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

/** What every decision about a ticket is made with. */
export interface ChangeContext {
  readonly account: Account;
  readonly at: Instant;
  readonly ids: Ids;
  readonly actor: Actor;
  /** Asked where a rule or an escalation names an agent. */
  readonly objectionTo?: ObjectionTo;
}

interface Logged {
  readonly change: EntryChange;
  readonly actor: Actor;
  readonly chain: readonly RuleId[];
}

type Fields = Partial<
  Omit<Ticket, 'id' | 'code' | 'version' | 'clocks' | 'importanceAt' | 'due' | 'updatedAt'>
>;

/**
 * One change of a ticket while it is decided. Entries are written as the steps happen; what follows from the state
 * (importance, due moment, version) is computed once, when the change is finished.
 */
export class TicketDraft {
  readonly #before: Ticket | null;
  readonly #context: ChangeContext;
  readonly #changes: Logged[] = [];
  readonly #messages: Message[] = [];
  readonly #unsent: Unsent[] = [];
  readonly #ratings: Rating[] = [];
  #ticket: Ticket;
  #actor: Actor;
  /** Rules that led here, this one last; people begin a new chain, and what the system does by itself goes on with it. */
  #chain: readonly RuleId[];

  private constructor(before: Ticket | null, ticket: Ticket, context: ChangeContext) {
    this.#before = before;
    this.#ticket = ticket;
    this.#context = context;
    this.#actor = context.actor;
    this.#chain = context.actor.kind === 'system' ? ticket.setOffBy : [];
  }

  static of(ticket: Ticket, context: ChangeContext): TicketDraft {
    return new TicketDraft(ticket, { ...ticket, version: ticket.version + 1 }, context);
  }

  static ofNew(ticket: Ticket, context: ChangeContext): TicketDraft {
    return new TicketDraft(null, ticket, context);
  }

  get ticket(): Ticket {
    return this.#ticket;
  }

  get context(): ChangeContext {
    return this.#context;
  }

  set(fields: Fields): this {
    this.#ticket = { ...this.#ticket, ...fields };
    return this;
  }

  /** From now on a rule acts, set off by those before it in the chain. */
  actAs(ruleId: RuleId, chain: readonly RuleId[]): this {
    this.#actor = { kind: 'rule', id: ruleId };
    this.#chain = chain;
    return this;
  }

  /** Remembers what was decided so far; what it returns takes back everything that came after. */
  checkpoint(): () => void {
    const [ticket, actor, chain] = [this.#ticket, this.#actor, this.#chain];
    const lists = [this.#changes, this.#messages, this.#unsent];
    const lengths = lists.map((list) => list.length);
    return () => {
      this.#ticket = ticket;
      this.#actor = actor;
      this.#chain = chain;
      for (const [at, list] of lists.entries()) list.length = lengths[at] ?? 0;
    };
  }

  /** A change brings one message: it carries the version. */
  get hasMessage(): boolean {
    return this.#messages.length > 0;
  }

  /** How many things the change writes so far, its ticket and those who carry it left out. */
  get size(): number {
    const tags = new Set(this.#before?.tags).symmetricDifference(new Set(this.#ticket.tags));
    return this.#changes.length + this.#messages.length + this.#unsent.length + tags.size;
  }

  /** Adds a line to the timeline, by whoever acts. */
  log(change: EntryChange, actor: Actor = this.#actor): this {
    const chain = actor.kind === 'rule' || this.#context.actor.kind === 'system' ? this.#chain : [];
    this.#changes.push({ change, actor, chain });
    return this;
  }

  /**
   * The change's own message: it carries the version, so a change has at most one. What was written to a merged ticket
   * would be read by nobody.
   */
  add(message: Message): this {
    if (mergedInto(this.#ticket) !== undefined) throw new Error(`${this.#ticket.id} was merged`);
    this.#messages.push(message);
    return this;
  }

  send(unsent: Unsent): this {
    this.#unsent.push(unsent);
    return this;
  }

  /** What became of a rating; it says itself which version it came with. */
  rate(rating: Rating): this {
    this.#ratings.push(rating);
    return this;
  }

  /** Moves the SLA clocks, and logs what was warned, breached or ended by it. */
  clock(transition: SlaTransition): this {
    const { actor, at } = this.#context;
    const change = clocksAfter(this.#ticket.clocks, transition, {
      ...this.#slaTerms(),
      at,
      responsibleAgentId: this.#before?.assigneeId ?? null,
      finishedByAgentId: actor.kind === 'agent' ? (actor.id as AgentId) : null,
    });
    this.#ticket = { ...this.#ticket, clocks: change.clocks };
    return this.logSla(change.facts);
  }

  /** Takes over clocks that a sweep marked. */
  settle(clocks: Ticket['clocks'], facts: readonly SlaFact[]): this {
    this.#ticket = { ...this.#ticket, clocks };
    return this.logSla(facts);
  }

  logSla(facts: readonly SlaFact[]): this {
    for (const change of slaEntries(facts)) this.log(change, { kind: 'system', id: null });
    return this;
  }

  /** Business seconds since an instant, by the calendar that holds for the ticket now. */
  businessSecondsSince(since: Instant): number {
    return this.#slaTerms().hours.elapsedSeconds(since, this.#context.at);
  }

  secondsSince(since: Instant): number {
    return Math.max(0, Math.floor((toEpochMs(this.#context.at) - toEpochMs(since)) / 1000));
  }

  finish(): TicketChange {
    this.set(this.#timeRuleMarks());
    const { hours } = this.#slaTerms();
    const after: Ticket = {
      ...this.#ticket,
      updatedAt: this.#context.at,
      setOffBy: this.#chain,
      ...(this.#context.actor.kind === 'system' ? {} : { ruleSteps: 0, isChainStopped: false }),
      importanceAt: importanceAt({ ...this.#ticket, hours }),
      due: dueOf(this.#ticket, this.#context.account),
    };
    const entries = this.#changes.map((logged, position) => this.#entryOf(logged, { after, position }));
    return {
      before: this.#before,
      after,
      entries,
      messages: this.#messages,
      unsent: this.#unsent,
      ratings: this.#ratings,
    };
  }

  #timeRuleMarks(): Pick<Ticket, 'firedRuleIds' | 'timeRuleLooks'> {
    const { account, actor } = this.#context;
    return timeRuleMarks({ before: this.#before, after: this.#ticket, account, actor });
  }

  #slaTerms() {
    const level = levelOf(this.#context.account, this.#ticket.levelId);
    return { level, hours: businessTimeFor(this.#context.account, level, this.#ticket.departmentId) };
  }

  #entryOf(logged: Logged, place: { after: Ticket; position: number }): Entry {
    const [{ change, actor, chain }, { after, position }] = [logged, place];
    return {
      ...change,
      id: this.#context.ids.next('ent'),
      ticketId: after.id,
      ticketVersion: after.version,
      position,
      at: this.#context.at,
      actor,
      ...(chain.length === 0 ? {} : { chain }),
      facts: factsOf(after, change, actor),
    };
  }
}
