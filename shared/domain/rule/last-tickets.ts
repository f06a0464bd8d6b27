import type { Principal } from '../access/principal.ts';
import type { Desk } from '../desk.ts';
import { listTickets, type TicketPage } from '../ticket/list-tickets.ts';
import { anyTicket } from '../ticket/ticket-filter.ts';

export interface Trial {
  /** How many tickets, the newest first. */
  readonly last: number;
  /** Where the answer before ended. */
  readonly after?: string | undefined;
}

/** The most tickets of one request: it reads some of each. */
export const mostDryRun = 100;
/** An answer of Lambda has 6 MB. */
const mostAnswerBytes = 4_000_000;
const bytesOfTicket = 10_000;

/**
 * The last tickets that somebody sees, as many of them as the answer about this rule has room for: each names its conditions
 * and actions anew.
 */
export function listLastTickets(
  desk: Pick<Desk, 'index' | 'accounts'>,
  principal: Principal,
  { rule, last, after }: Trial & { readonly rule: object },
): Promise<TicketPage> {
  const bytes = bytesOfTicket + 2 * JSON.stringify(rule).length;
  const limit = Math.max(1, Math.min(last, Math.floor(mostAnswerBytes / bytes)));
  return listTickets(desk, principal, { filter: anyTicket, sort: 'createdAt', backward: true, limit, after });
}
