import type { Instant } from '../business-time/instant.ts';
import type { DepartmentId, RuleId, TicketId } from '../ids.ts';
import type { MessagePlace } from '../ticket/conversation.ts';
import type { Actor, Entry } from '../ticket/entry.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TriggerName } from './triggers.ts';

/** Something happened that may set rules off. */
export interface RuleEvent {
  /** The same whenever it is told again: a rule runs once for it. */
  readonly id: string;
  /** `time.passed`: for time rules. */
  readonly trigger: TriggerName | 'time.passed';
  readonly at: Instant;
  readonly actor: Actor;
  readonly ticketId: TicketId | null;
  readonly departmentId: DepartmentId | null;
  /** The version of the ticket that brought the message which it tells of; null: it tells of none. */
  readonly messageVersion: number | null;
  /** Rules that led to it, the first of them first. */
  readonly chain: readonly RuleId[];
  /** What it says of itself that it left of the ticket. */
  readonly left?: Left | undefined;
}

const leftKeys = ['status', 'priority', 'assigneeId', 'tags'] as const satisfies (keyof Ticket)[];
type Left = { readonly [Key in (typeof leftKeys)[number]]?: Ticket[Key] | undefined };

/** What a line of a timeline says that the ticket became; undefined when it says nothing of what conditions ask for. */
export function leftBy({ after = {} }: Pick<Entry, 'after'>): Left | undefined {
  const named = leftKeys.filter((key) => after[key] !== undefined);
  return named.length === 0 ? undefined : Object.fromEntries(named.map((key) => [key, after[key]]));
}

/**
 * The ticket as conditions of an event see it: as the event left it, however soon somebody changed the same again, but for
 * what rules changed for this event since.
 * @param seen as it was read.
 * @param now with what rules did.
 */
export function ticketOf(
  { ticketId, left = {} }: RuleEvent,
  { seen, now }: { readonly seen: Ticket; readonly now: Ticket },
): Ticket {
  if (now.id !== ticketId) return now;
  const asLeft = leftKeys.filter((key) => left[key] !== undefined && isAlike(seen[key], now[key]));
  return asLeft.length === 0 ? now : { ...now, ...Object.fromEntries(asLeft.map((key) => [key, left[key]])) };
}

const isAlike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Where its rules look: at the queue that it tells of, else where the ticket is by now. */
export function departmentOf(
  { trigger, departmentId }: RuleEvent,
  ticket: Pick<Ticket, 'departmentId'> | null,
): DepartmentId | null {
  return trigger === 'queue.changed' || ticket === null ? departmentId : ticket.departmentId;
}

/** Where the message stands that it tells of. */
export function placeOf({ ticketId, messageVersion }: RuleEvent): MessagePlace | null {
  return ticketId === null || messageVersion === null ? null : { ticketId, ticketVersion: messageVersion };
}

/** A chain of rules that set each other off ends after so many (behaviour.md section 7). */
export const longestChain = 10;
