import type { Principal } from '#shared/domain/access/principal.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import { isOwnPosition, listConversation } from '#shared/domain/ticket/read-conversation.ts';
import type { Listed } from '#shared/domain/ticket/ticket-store.ts';
import { getVisibleTicket } from './get-visible-ticket.ts';
import type { TicketDesk } from './ticket-desk.ts';

interface Asked {
  readonly ticketId: TicketId;
  readonly limit: number;
  readonly after: string | undefined;
}

/** Most tickets were never merged: their messages are read together with them, in one round trip. */
export async function listVisibleMessages(
  desk: TicketDesk,
  principal: Principal,
  { ticketId, ...page }: Asked,
): Promise<Listed<Message>> {
  const isOwn = isOwnPosition(page.after);
  const [{ ticket }, own] = await Promise.all([
    getVisibleTicket(desk, principal, ticketId),
    isOwn ? desk.tickets.listMessages(ticketId, page) : undefined,
  ]);
  return own !== undefined && ticket.conversation.length === 0 ? own : listConversation(desk, ticket, page);
}
