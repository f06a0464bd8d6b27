import { Refusal } from '#shared/domain/refusal.ts';
import { parseCode, toTicketId } from '#shared/domain/ticket/code.ts';
import { follow } from '#shared/domain/ticket/message-trail.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { PublicDesk } from './public-desk.ts';
import { isTokenOf } from './ticket-token.ts';

/**
 * Whoever holds the token is its customer, also of what it was merged into. A wrong code and a wrong token look the same.
 */
export async function findOwnTicket(desk: PublicDesk, given: string, token: string | null): Promise<Ticket> {
  const code = parseCode(given);
  const id = toTicketId(code ?? '');
  const [isHis, found] = await Promise.all([
    isTokenOf(id, token, desk.keys),
    code === null ? undefined : follow(desk, { ticketId: id, ticketVersion: null }),
  ]);
  if (isHis && found !== undefined) return found.ticket;
  return refuseUnknownTicket();
}

export function refuseUnknownTicket(): never {
  throw new Refusal('not-found', 'There is no ticket of this code and token.');
}
