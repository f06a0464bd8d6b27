import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { changeTicket } from '../ticket/change-ticket.ts';
import type { MessageContent } from '../ticket/message-content.ts';
import { openTicket } from '../ticket/open-ticket.ts';
import { receiveMessage } from '../ticket/receive-message.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import type { ChangeContext } from '../ticket/ticket-draft.ts';

export interface Continuation {
  readonly body: string;
  /** The answer to keep with the effect, for repeats of the request. */
  readonly keep: (change: TicketChange) => KeptAnswer | undefined;
}

/** Its customer writes on: on the ticket, or on a new one where resolved tickets stay resolved (behaviour.md section 1). */
export async function continueConversation(
  desk: Desk,
  id: TicketId,
  { body, keep }: Continuation,
): Promise<TicketChange> {
  const { change } = await changeTicket(desk, id, {
    actor: { kind: 'customer', id: null },
    decide: ({ ticket }, context) => {
      if (ticket === undefined) return null;
      const actor = { kind: 'customer' as const, id: ticket.customer.id };
      const decided = goOn(ticket, body, { ...context, actor });
      return { change: decided, alongside: { keep: keep(decided) } };
    },
  });
  if (change !== null) return change;
  throw new Refusal('not-found', 'There is no such ticket.');
}

function goOn(ticket: Ticket, body: string, context: ChangeContext): TicketChange {
  const { id, name } = ticket.customer;
  const content: MessageContent = { type: 'message', author: { kind: 'customer', id, name }, body };
  const staysResolved = ticket.status === 'resolved' && !context.account.settings.reopenResolved;
  if (!staysResolved)
    return receiveMessage(ticket, { content, recipients: [], arrivedAt: context.at }, context);
  const { subject, channel, sourceId, departmentId, customer, recipients } = ticket;
  return openTicket(
    {
      subject,
      channel,
      sourceId,
      departmentId,
      customer,
      recipients,
      content,
      outgoing: false,
      arrivedAt: context.at,
    },
    context,
  );
}
