import type { Account } from '../account/account.ts';
import type { Desk } from '../desk.ts';
import type { MessageId, TicketId } from '../ids.ts';
import { learnCustomer } from '../rule/learn-customer.ts';
import type { Learned } from '../rule/learned.ts';
import { type AgentRequest, admit, changeTicket } from './change-ticket.ts';
import { conversationOf } from './conversation.ts';
import { splitTicket } from './split-ticket.ts';
import type { Ticket } from './ticket.ts';
import type { MessageOutline } from './ticket-store.ts';

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
      const learned = await learn(desk, { ticket, moved: fromOn(outline, messageId) }, context.account);
      const split = splitTicket(ticket, { messageId, outline, learned }, context);
      const keep = await request.keep(split.opened);
      opened = split.opened.after;
      return { change: split.ticket, alongside: { others: [split.opened], trace: split.trace, keep } };
    },
  });
  return opened as Ticket;
}
const fromOn = (outline: readonly MessageOutline[], messageId: MessageId) =>
  outline.slice(
    Math.max(
      0,
      outline.findIndex(({ id }) => id === messageId),
    ),
  );

/** What SLA rules may ask of the messages that move, and of who wrote them; headers of mails are not kept. */
async function learn(
  desk: Desk,
  { ticket, moved }: { ticket: Ticket; moved: readonly MessageOutline[] },
  { slaRules }: Account,
): Promise<Learned> {
  const textOf = async (one: MessageOutline | undefined) =>
    (one && (await desk.tickets.findMessage(one.ticketId, one.ticketVersion)))?.visibleText ?? null;
  const [customer, body, lastMessage] = await Promise.all([
    learnCustomer(desk, slaRules, ticket.customer.id),
    textOf(moved[0]),
    textOf(moved.findLast(({ type }) => type !== 'note')),
  ]);
  return { customer, body, lastMessage, presence: null, headers: new Map(), recipients: [] };
}
