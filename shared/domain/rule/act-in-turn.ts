import type { Account } from '../account/account.ts';
import { doAction, type RuleAction } from '../action/rule-action.ts';
import type { ActionOutcome, RuleScene } from '../action/rule-action-kind.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import type { Instant } from '../business-time/instant.ts';
import type { Unsent } from '../outbound/unsent.ts';
import { Refusal } from '../refusal.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import type { TicketDraft } from '../ticket/ticket-draft.ts';
import { type Errand, nextErrandAt } from './errand.ts';
import type { RuleDesk } from './rule-desk.ts';
import type { RuleEvent } from './rule-event.ts';
import { sceneFor } from './rule-scene.ts';

/** A transaction has a hundred writes: beside these are the ticket, loads, files, the mark and the next errands. */
const mostWrites = 60;
/** A merge writes the tags of two tickets. */
const mostBesideMerge = 10;

const writesMessage: ReadonlySet<RuleAction['type']> = new Set(['addNote', 'answer', 'escalate']);
/** Of these the timeline would say nothing by itself. */
const isSilent: ReadonlySet<RuleAction['type']> = new Set(['sendMail', 'notify', 'webhook']);

/** `stop`: an action said that no further rule runs. `full`: the change has no room; what is left waits as an errand. */
export type TurnOutcome = 'go-on' | 'stop' | 'full';

export interface Turn {
  readonly rule: Errand['rule'];
  readonly actions: readonly RuleAction[];
  /** Tries of them that failed before. */
  readonly attempts: number;
}

/** What became of an action. */
export interface Tried {
  readonly type: RuleAction['type'];
  /** `nothing`: it was so already. `waits`: for a change of its own, because this one has no room. */
  readonly outcome: 'done' | 'nothing' | 'failed' | 'waits';
  readonly reason: string | null;
}

interface Stage {
  readonly event: RuleEvent;
  readonly account: Account;
  readonly at: Instant;
  readonly draft: TicketDraft | null;
  /** Agents as they were read for actions so far. */
  readonly agentById: Map<string, AgentRecord>;
}

/** Does the actions of rules, one after the other, on one draft: one that fails holds up none of the others. */
export class Actions {
  /** What is left to do. */
  readonly errands: Errand[] = [];
  /** What goes out for an event without a ticket. */
  readonly unsent: Unsent[] = [];
  /** What becomes of other tickets, in the same transaction. */
  readonly others: TicketChange[] = [];
  readonly tried: Tried[] = [];
  readonly #desk: RuleDesk;
  readonly #stage: Stage;

  constructor(desk: RuleDesk, stage: Stage) {
    this.#desk = desk;
    this.#stage = stage;
  }

  /** Grows with everything that is done. */
  get effects(): number {
    return (this.#stage.draft?.size ?? 0) + this.unsent.length + this.errands.length;
  }

  /** Remembers what was decided so far; what it returns takes back what came after. */
  checkpoint(): () => void {
    const lists = [this.errands, this.unsent, this.others];
    const lengths = lists.map((list) => list.length);
    return () => {
      for (const [at, list] of lists.entries()) list.length = lengths[at] ?? 0;
    };
  }

  /** A stop is for the rules after this one: its own actions go on. */
  async take(turn: Turn): Promise<TurnOutcome> {
    let isStopped = false;
    for (const [position, action] of turn.actions.entries()) {
      if (!this.#hasRoomFor(action)) {
        const { attempts } = turn;
        const nextAt = this.#stage.at;
        this.#note(turn.actions.slice(position), 'waits');
        this.#leave(
          { ...turn, actions: turn.actions.slice(position) },
          { attempts, goesOn: !isStopped, nextAt },
        );
        return 'full';
      }
      const outcome = await this.#attempt(turn, action);
      if (outcome === 'end') return 'stop';
      isStopped ||= outcome === 'stop';
    }
    return isStopped ? 'stop' : 'go-on';
  }

  #hasRoomFor({ type }: RuleAction): boolean {
    const { draft } = this.#stage;
    if (draft === null) return this.unsent.length < mostWrites;
    if (type === 'mergeInto') return draft.size < mostBesideMerge;
    return draft.size < mostWrites && !(writesMessage.has(type) && draft.hasMessage);
  }

  async #attempt(turn: Turn, action: RuleAction): Promise<ActionOutcome> {
    const { draft } = this.#stage;
    const undo = draft?.checkpoint();
    const undoBeside = this.checkpoint();
    try {
      const outcome = doAction(await this.#sceneFor(turn, action), action);
      if (outcome === true && isSilent.has(action.type)) {
        draft?.log({ kind: 'rule.acted', ruleId: turn.rule.id, after: { action: action.type } });
      }
      this.#note([action], outcome === false ? 'nothing' : 'done');
      return outcome;
    } catch (error) {
      undo?.();
      undoBeside();
      this.#note([action], 'failed', reasonOf(error));
      this.#fail(turn, action, error);
      return false;
    }
  }

  #note(actions: readonly RuleAction[], outcome: Tried['outcome'], reason: string | null = null): void {
    this.tried.push(...actions.map(({ type }) => ({ type, outcome, reason })));
  }

  #sceneFor({ rule }: Turn, action: RuleAction): Promise<RuleScene> {
    const { draft } = this.#stage;
    return sceneFor(this.#desk, action, {
      ...this.#stage,
      rule,
      ids: this.#desk.ids,
      send: (unsent) => {
        if (draft === null) this.unsent.push(unsent);
        else draft.send(unsent);
      },
      changeBeside: (change) => void this.others.push(change),
    });
  }

  /** Tried again later; after the last try the timeline and the bus say so. */
  #fail(turn: Turn, action: RuleAction, error: unknown): void {
    const attempts = turn.attempts + 1;
    const nextAt = nextErrandAt(attempts, this.#stage.at);
    if (nextAt !== null) {
      this.#leave({ ...turn, actions: [action] }, { attempts, goesOn: false, nextAt });
      return;
    }
    this.#stage.draft?.log({
      kind: 'rule.failed',
      ruleId: turn.rule.id,
      reason: reasonOf(error),
      after: { action: action.type, attempts },
    });
  }

  #leave(
    { rule: { id: ruleId, name, order }, actions }: Turn,
    how: Pick<Errand, 'attempts' | 'goesOn' | 'nextAt'>,
  ): void {
    const { event } = this.#stage;
    const id = this.#desk.ids.next('err');
    const rule = { id: ruleId, name, order };
    this.errands.push({ id, ticketId: event.ticketId, event, rule, actions, ...how });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Refusal ? error.code : 'fault');
