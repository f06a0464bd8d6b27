import { Refusal } from '../refusal.ts';
import { moveTicket } from './assign-ticket.ts';
import { setPriority } from './edit-ticket.ts';
import { type MessageContent, messageFrom } from './message-content.ts';
import { isAnswerable } from './status.ts';
import { type Priority, priorities, type Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/** The next of the four; urgent stays urgent. */
export function raised(priority: Priority): Priority {
  return priorities[priorities.indexOf(priority) + 1] ?? priority;
}

/**
 * Raises the priority one step and hands the ticket to whom its department escalates; where that is nobody, it stays
 * where it is (behaviour.md section 5). The reason is a note that the entry refers to, for entries hold no text.
 */
export function escalateTicket(ticket: Ticket, reason: MessageContent, context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(ticket, context);
  escalate(draft, reason);
  return draft.finish();
}

export function escalate(draft: TicketDraft, reason: MessageContent): void {
  const { ticket, context } = draft;
  if (!isAnswerable(ticket.status)) {
    throw new Refusal('status-not-allowed', `A ticket that is ${ticket.status} cannot be escalated.`);
  }
  const note = messageFrom(reason, draft);
  const target = context.account.departmentById.get(ticket.departmentId)?.escalation;
  draft
    .set({ messageCount: ticket.messageCount + 1 })
    .add(note)
    .log({ kind: 'ticket.escalated', messageId: note.id });
  setPriority(draft, raised(ticket.priority));
  if (target && (target.departmentId !== null || target.agentId !== null)) {
    const departmentId = target.departmentId ?? ticket.departmentId;
    moveTicket(draft, { departmentId, agentId: target.agentId, keepStatus: false });
  }
}
