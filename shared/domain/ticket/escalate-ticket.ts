import type { Account } from '../account/account.ts';
import type { AgentId } from '../ids.ts';
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
  const { departmentId, agentId, objection } = targetOf(ticket, context);
  draft
    .set({ messageCount: ticket.messageCount + 1 })
    .add(note)
    .log({ kind: 'ticket.escalated', messageId: note.id, ...(objection && { reason: objection }) });
  setPriority(draft, raised(ticket.priority));
  if (departmentId !== ticket.departmentId || agentId !== null) {
    moveTicket(draft, { departmentId, agentId, keepStatus: false });
  }
}

/** Everybody whom some department escalates to. */
export const escalationAgents = ({ departmentById }: Pick<Account, 'departmentById'>): AgentId[] =>
  [...departmentById.values()].flatMap(({ escalation }) => escalation.agentId ?? []);

/** An agent who may not be given it is passed over: then the department has it, and nobody. */
function targetOf({ departmentId: here }: Ticket, { account, objectionTo }: ChangeContext) {
  const { departmentId = null, agentId = null } = account.departmentById.get(here)?.escalation ?? {};
  const there = departmentId ?? here;
  const objection = agentId === null ? null : (objectionTo?.(agentId, there) ?? null);
  return { departmentId: there, agentId: objection === null ? agentId : null, objection };
}
