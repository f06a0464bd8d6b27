import { authorise } from '#shared/domain/access/authorise.ts';
import type { Principal } from '#shared/domain/access/principal.ts';
import type { Account } from '#shared/domain/account/account.ts';
import type { Desk } from '#shared/domain/desk.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';

/** The ticket and the account in one round trip; what is out of scope is not found. */
export async function getVisibleTicket(
  desk: Pick<Desk, 'tickets' | 'accounts'>,
  principal: Principal,
  ticketId: TicketId,
): Promise<{ ticket: Ticket; account: Account }> {
  const [ticket, account] = await Promise.all([desk.tickets.find(ticketId), desk.accounts.load()]);
  authorise(principal, 'tickets.read', { kind: 'ticket', ticket, account });
  return { ticket: ticket as Ticket, account };
}
