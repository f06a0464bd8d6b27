import type { Entry } from '../ticket/entry.ts';
import { toEntryView } from '../ticket/entry-view.ts';
import type { VisibleTickets } from '../ticket/visible-links.ts';

type Line = ReturnType<typeof toEntryView>;

/** What one rule did to a ticket at once, or why it did not. */
export interface RuleTouch {
  readonly at: string;
  readonly ruleId: string;
  readonly outcome: 'applied' | 'stopped' | 'failed';
  /** The event, the version of the rule, the group and conditions that decided, its actions; null where only an action failed. */
  readonly because: Line['after'];
  readonly reason: string | null;
  readonly changes: readonly Pick<Line, 'kind' | 'before' | 'after' | 'reason'>[];
}

const outcomes = { 'rule.applied': 'applied', 'rule.stopped': 'stopped', 'rule.failed': 'failed' } as const;

/**
 * Which rules touched a ticket, which condition decided and what each did, the newest first (behaviour.md section 7).
 * @param entries its whole timeline, in order.
 */
export function explainRules(entries: readonly Entry[], visible: VisibleTickets): RuleTouch[] {
  const touches: (Omit<RuleTouch, 'changes'> & {
    version: number;
    changes: RuleTouch['changes'][number][];
  })[] = [];
  for (const entry of entries) {
    const open = touches.at(-1);
    const { at, kind, before, after, reason, ruleId, ticketVersion: version } = toEntryView(entry, visible);
    const isOfOpen =
      open?.version === version && open.outcome === 'applied' && entry.actor.id === open.ruleId;
    if (isOfOpen && kind !== 'rule.applied') open.changes.push({ kind, before, after, reason });
    else if (kind in outcomes && ruleId !== null) {
      const outcome = outcomes[kind as keyof typeof outcomes];
      touches.push({ at, ruleId, outcome, because: after, reason, changes: [], version });
    }
  }
  return touches.map(({ version: _version, ...touch }) => touch).reverse();
}
