import type { Instant } from '../business-time/instant.ts';
import type { DepartmentId, RuleId, TicketId } from '../ids.ts';
import type { MessagePlace } from '../ticket/conversation.ts';
import type { Actor } from '../ticket/entry.ts';
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
}

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
