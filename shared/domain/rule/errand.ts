import type { RuleAction } from '../action/rule-action.ts';
import { type Instant, toEpochMs, toInstant } from '../business-time/instant.ts';
import type { RuleId, TicketId } from '../ids.ts';
import type { RuleEvent } from './rule-event.ts';

/** What a rule has still to do: an action that failed, or what its change had no room for. Gone once it is done. */
export interface Errand {
  readonly id: `err_${string}`;
  readonly ticketId: TicketId | null;
  readonly event: RuleEvent;
  readonly rule: { readonly id: RuleId; readonly name: string; readonly order: number };
  readonly actions: readonly RuleAction[];
  /** The place of the first of them among those of the rule; left out by an older version. */
  readonly from?: number;
  /** Whether the rules after this one have their turn then. */
  readonly goesOn: boolean;
  /** Tries of its actions that failed. */
  readonly attempts: number;
  readonly nextAt: Instant;
}

/** After the first try, the second, and so on: whoever comes back, or a setting that is put right, is worth some minutes. */
const waitSeconds = [60, 300, 1800];

/** When a failed action is tried again after so many tries; null: never. */
export function nextErrandAt(attempts: number, at: Instant): Instant | null {
  const seconds = waitSeconds[attempts - 1];
  return seconds === undefined ? null : toInstant(toEpochMs(at) + seconds * 1000);
}
