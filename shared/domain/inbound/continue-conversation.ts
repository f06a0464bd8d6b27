import type { KeptAnswer } from '../account/kept-answer.ts';
import type { Settings } from '../account/settings.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { changeTicket, type Decided } from '../ticket/change-ticket.ts';
import { followed } from '../ticket/link-tickets.ts';
import type { MessageContent } from '../ticket/message-content.ts';
import { openTicket } from '../ticket/open-ticket.ts';
import { receiveMessage } from '../ticket/receive-message.ts';
import { isDiscarded } from '../ticket/status.ts';
import type { Ticket, TicketCustomer } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import type { ChangeContext } from '../ticket/ticket-draft.ts';

export interface Continuation {
  readonly body: string;
  /** The answer to keep with the effect, for repeats of the request. */
  readonly keep: (change: TicketChange) => KeptAnswer | undefined;
}

/**
 * Its customer writes on: on the ticket, on the one that it was merged into, or on a new one where resolved tickets stay
 * resolved (behaviour.md section 1).
 */
export async function continueConversation(
  desk: Desk,
  id: TicketId,
  { body, keep }: Continuation,
): Promise<TicketChange> {
  const { change } = await changeTicket(
    desk,
    { ticketId: id, ticketVersion: null },
    {
      actor: { kind: 'customer', id: null },
      decide: ({ ticket, named }, context) => {
        if (ticket === undefined) return null;
        const { customer: writer } = named ?? ticket;
        const actor = { kind: 'customer' as const, id: writer.id };
        const { change: decided, alongside } = goOn(ticket, { body, writer }, { ...context, actor });
        return { change: decided, alongside: { ...alongside, keep: keep(decided) } };
      },
    },
  );
  if (change !== null) return change;
  throw new Refusal('not-found', 'There is no such ticket.');
}

/** Whether a customer's message goes to this ticket; else it makes a new one (behaviour.md section 1). */
export function continuesOn({ status }: Pick<Ticket, 'status'>, settings: Settings): boolean {
  if (status === 'closed' || isDiscarded(status)) return false;
  return status !== 'resolved' || settings.reopenResolved;
}

interface Writing {
  readonly body: string;
  /** Whose token it was: another than the ticket's customer where tickets of two were merged. */
  readonly writer: TicketCustomer;
}

function goOn(ticket: Ticket, { body, writer }: Writing, context: ChangeContext): Decided {
  const { id, name } = writer;
  const content: MessageContent = { type: 'message', author: { kind: 'customer', id, name }, body };
  if (continuesOn(ticket, context.account.settings)) {
    return { change: receiveMessage(ticket, { content, recipients: [], arrivedAt: context.at }, context) };
  }
  return openFollowing({ ...ticket, customer: writer }, content, context);
}

/** What was set aside is no longer to be seen, so nothing follows it. */
function openFollowing(ticket: Ticket, content: MessageContent, context: ChangeContext): Decided {
  const { subject, channel, sourceId, departmentId, customer, recipients } = ticket;
  const follows = isDiscarded(ticket.status) ? null : ticket;
  const change = openTicket(
    {
      subject,
      channel,
      sourceId,
      departmentId,
      customer,
      recipients,
      content,
      outgoing: false,
      follows: follows?.id ?? null,
      arrivedAt: context.at,
    },
    context,
  );
  return { change, alongside: followed(follows, change, context) };
}
