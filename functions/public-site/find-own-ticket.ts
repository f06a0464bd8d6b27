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
  const [isHis, ticket] = await Promise.all([
    isTokenOf(toTicketId(parseCode(given) ?? ''), token, desk.keys),
    findByCode(desk, given),
  ]);
  if (isHis && ticket !== undefined) return ticket;
  return refuseUnknownTicket();
}

/** The ticket to which everything belongs that comes under this code: by a token, or by a rating link. */
export async function findByCode(desk: PublicDesk, given: string): Promise<Ticket | undefined> {
  const code = parseCode(given);
  if (code === null) return undefined;
  return (await follow(desk, { ticketId: toTicketId(code), ticketVersion: null }))?.ticket;
}

export function refuseUnknownTicket(): never {
  throw new Refusal('not-found', 'There is no ticket of this code and token.');
}
