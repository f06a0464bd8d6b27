import type { Instant } from '../business-time/instant.ts';
import { type ClockChange, type ClocksChange, isOpenClock, type SlaClock } from './clock.ts';
import {
  type ClockContext,
  changeClocks,
  dropClock,
  endClock,
  endUnanswered,
  pauseClock,
  recomputeClock,
  resumeClock,
  startClock,
} from './clock-changes.ts';
import { settleClocks } from './due-clocks.ts';
import type { SlaTargetKind } from './target-kind.ts';

/** What happens to a ticket, as far as its clocks are concerned (behaviour.md section 6). */
export type SlaTransition =
  /** `agent`: an outgoing ticket, which promises no first answer. */
  | { readonly type: 'created'; readonly by: 'customer' | 'agent'; readonly messageAt: Instant }
  /** It waits again since the customer wrote, somebody reopened it, or its postponement ran out, however late that is seen. */
  | { readonly type: 'reopened' | 'woken'; readonly to: 'new' | 'open'; readonly since: Instant }
  /** An agent replied, or marked it answered. */
  | { readonly type: 'answered' }
  | { readonly type: 'resolved' }
  /** To an agent; nobody is no assignment. */
  | { readonly type: 'assigned' }
  | { readonly type: 'postponed' }
  /** The context names the new level, or the calendar of the new department. */
  | { readonly type: 'transferred' | 'levelChanged' }
  | { readonly type: 'discarded'; readonly as: 'spam' | 'deleted' | 'merged' }
  /** Not spam, or no longer deleted: back to the status it had. */
  | {
      readonly type: 'restored';
      readonly to: 'new' | 'open' | 'answered' | 'postponed' | 'resolved' | 'closed';
    }
  | { readonly type: 'rang'; readonly kind: 'chatAnswer' | 'callAnswer' }
  | { readonly type: 'pickedUp' | 'unanswered'; readonly kind: 'chatAnswer' | 'callAnswer' };

type Clocks = readonly SlaClock[];
type Step = (clocks: Clocks, context: ClockContext) => ClocksChange;
type Steps = {
  readonly [Type in SlaTransition['type']]: (transition: Extract<SlaTransition, { type: Type }>) => Step[];
};

const answerKinds: readonly SlaTargetKind[] = ['firstAnswer', 'nextAnswer'];

function change(
  kinds: readonly SlaTargetKind[],
  one: (clock: SlaClock, context: ClockContext) => ClockChange,
): Step {
  return (clocks, context) =>
    changeClocks(clocks, (clock) =>
      kinds.includes(clock.kind) ? one(clock, context) : { clock, facts: [] },
    );
}

function changeAll(one: (clock: SlaClock, context: ClockContext) => ClockChange): Step {
  return (clocks, context) => changeClocks(clocks, (clock) => one(clock, context));
}

/** Starts a clock in place of the one of its kind that ended before. */
function start(kind: SlaTargetKind, since?: Instant): Step {
  return (clocks, context) => {
    const started = startClock(kind, since ?? context.at, context);
    return {
      clocks: [...clocks.filter((clock) => clock.kind !== kind), ...(started.clock ? [started.clock] : [])],
      facts: started.facts,
    };
  };
}

const keepAsTheyAre: Step = (clocks) => ({ clocks, facts: [] });

/** For promises that are made once: one that is open or has ended stays as it is. */
function startOnce(kind: SlaTargetKind, since?: Instant): Step {
  return (clocks, context) =>
    (clocks.some((clock) => clock.kind === kind) ? keepAsTheyAre : start(kind, since))(clocks, context);
}

/** For the next answer: a new clock at every reopening, unless the last one still waits for its answer. */
function startAnew(kind: SlaTargetKind, since?: Instant): Step {
  return (clocks, context) => {
    const isWaiting = clocks.some((clock) => clock.kind === kind && isOpenClock(clock));
    return (isWaiting ? keepAsTheyAre : start(kind, since))(clocks, context);
  };
}

const resume = changeAll(resumeClock);
const recompute = changeAll(recomputeClock);

/** Postponed time ends when it was to end or the customer wrote, not when a sweep saw it. */
function resumeAt(since: Instant): Step {
  return (clocks, { hours, at }) =>
    changeClocks(clocks, (clock) => resumeClock(clock, { hours, at: since < at ? since : at }));
}

function wait(to: 'new' | 'open', since?: Instant): Step[] {
  return [
    since === undefined ? resume : resumeAt(since),
    to === 'new' ? startOnce('firstAnswer', since) : startAnew('nextAnswer', since),
  ];
}

function restore(to: Extract<SlaTransition, { type: 'restored' }>['to']): Step[] {
  if (to === 'resolved' || to === 'closed') return [];
  const once = [startOnce('firstAssign'), startOnce('firstResolve')];
  if (to === 'postponed') return [...once, changeAll(pauseClock)];
  return to === 'answered' ? once : [...wait(to), ...once];
}

const steps: Steps = {
  created: ({ by, messageAt }) => [
    ...(by === 'customer' ? [startOnce('firstAnswer', messageAt)] : []),
    startOnce('firstAssign'),
    startOnce('firstResolve'),
  ],
  reopened: ({ to, since }) => wait(to, since),
  woken: ({ to, since }) => wait(to, since),
  answered: () => [change(answerKinds, endClock), resume],
  resolved: () => [
    change(['firstResolve'], endClock),
    change([...answerKinds, 'firstAssign'], endUnanswered),
    resume,
  ],
  assigned: () => [change(['firstAssign'], endClock)],
  postponed: () => [changeAll(pauseClock)],
  transferred: () => [recompute],
  levelChanged: () => [recompute],
  discarded: () => [changeAll(dropClock)],
  restored: ({ to }) => restore(to),
  rang: ({ kind }) => [startAnew(kind)],
  pickedUp: ({ kind }) => [change([kind], endClock)],
  unanswered: ({ kind }) => [change([kind], endUnanswered)],
};

function stepsOf<Type extends SlaTransition['type']>(
  transition: Extract<SlaTransition, { type: Type }> & { type: Type },
): Step[] {
  const stepsOfType: Steps[Type] = steps[transition.type];
  return stepsOfType(transition);
}

/**
 * A ticket's clocks after something happened to it at `context.at`, with what happened to them. What fell due before
 * is marked first, so that a late sweep loses no breach. A change of several parts (a transfer that reopens) is
 * several calls, each on the clocks of the one before.
 */
export function clocksAfter(clocks: Clocks, transition: SlaTransition, context: ClockContext): ClocksChange {
  return stepsOf(transition).reduce<ClocksChange>(
    (before, step) => {
      const after = step(before.clocks, context);
      return { clocks: after.clocks, facts: [...before.facts, ...after.facts] };
    },
    settleClocks(clocks, context.at),
  );
}
