import { toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { dueTimeRules } from './time-rule-moment.ts';

/** Whether the time of some rule has come for a ticket. */
export async function awaitsTimeRules(
  desk: Pick<Desk, 'accounts' | 'now'>,
  ticket: Ticket | undefined,
): Promise<boolean> {
  const at = toInstant(desk.now());
  if (ticket === undefined || ticket.due === null || ticket.due.at > at) return false;
  return dueTimeRules(ticket, await desk.accounts.load(), at).length > 0;
}
