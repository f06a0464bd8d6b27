import type { Desk } from '../desk.ts';
import type { MessageId, TicketId } from '../ids.ts';
import { type AgentRequest, admit, changeTicket } from './change-ticket.ts';
import { conversationOf } from './conversation.ts';
import { splitTicket } from './split-ticket.ts';
import type { Ticket } from './ticket.ts';

interface Asked {
  readonly messageId: MessageId;
  /** Its answer is kept with the new ticket. */
  readonly request: AgentRequest;
}

/** An agent makes a ticket of a message and what follows; answers the new one. */
export async function splitAsAgent(
  desk: Desk,
  ticketId: TicketId,
  { messageId, request }: Asked,
): Promise<Ticket> {
  let opened: Ticket | undefined;
  await changeTicket(desk, ticketId, {
    actor: { kind: 'agent', id: request.principal.agentId },
    decide: async (found, context) => {
      const ticket = admit(request, 'tickets.merge', found);
      const outline = await desk.tickets.outline(conversationOf(ticket));
      const split = splitTicket(ticket, { messageId, outline }, context);
      const keep = await request.keep(split.opened);
      opened = split.opened.after;
      return { change: split.ticket, alongside: { others: [split.opened], trace: split.trace, keep } };
    },
  });
  return opened as Ticket;
}
