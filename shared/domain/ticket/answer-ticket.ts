import type { AgentId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type MessageContent, messageFrom, sendReply } from './message-content.ts';
import { setStatus } from './receive-message.ts';
import { isAnswerable, isWaiting } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/** An agent's reply: it goes out, and the ticket is answered; refused on closed, spam and deleted (behaviour.md section 1). */
export function answerTicket(ticket: Ticket, content: MessageContent, context: ChangeContext): TicketChange {
  requireAnswerable(ticket);
  const draft = TicketDraft.of(ticket, context);
  const message = messageFrom(content, draft);
  const since = isWaiting(ticket.status) ? (ticket.lastCustomerMessageAt ?? ticket.createdAt) : null;
  draft
    .set({
      messageCount: ticket.messageCount + 1,
      lastMessageAt: context.at,
      lastAgentMessageAt: context.at,
      lastAgentId: context.actor.id as AgentId,
    })
    .add(message)
    .log({
      kind: 'message.sent',
      messageId: message.id,
      before: { status: ticket.status },
      seconds: since === null ? null : draft.secondsSince(since),
      businessSeconds: since === null ? null : draft.businessSecondsSince(since),
    });
  sendReply(draft, message);
  markAnswered(draft);
  return draft.finish();
}

export function requireAnswerable({ status }: Pick<Ticket, 'status'>): void {
  if (isAnswerable(status)) return;
  throw new Refusal('ticket-not-answerable', `A ticket that is ${status} cannot be answered.`);
}

/** The ticket waits for nobody: by a reply, or because an agent says so. */
export function markAnswered(draft: TicketDraft): void {
  draft.set({ queuedAt: null });
  if (draft.ticket.status !== 'answered') setStatus(draft, 'answered');
  draft.clock({ type: 'answered' });
}

/** An internal note: customers never see it, and it answers nothing. */
export function noteOnTicket(ticket: Ticket, content: MessageContent, context: ChangeContext): TicketChange {
  const draft = TicketDraft.of(ticket, context);
  writeNote(draft, content);
  return draft.finish();
}

export function writeNote(draft: TicketDraft, content: MessageContent): void {
  const message = messageFrom(content, draft);
  draft
    .set({ messageCount: draft.ticket.messageCount + 1 })
    .add(message)
    .log({ kind: 'note.added', messageId: message.id });
}

/** Whoever works by the button alone answers only what he took through it (behaviour.md section 2). */
export function requireTaken(ticket: Ticket, agent: { agentId: string; onlyToSolve: boolean }): void {
  const taken = ticket.assigneeId === agent.agentId && ticket.takenAt !== null;
  if (!agent.onlyToSolve || taken) return;
  throw new Refusal(
    'ticket-not-taken',
    'You answer tickets that you took through To solve; this one was not.',
  );
}
