import type { AgentId, DepartmentId } from '../ids.ts';
import type { RoutingDecision } from '../routing/routing-decision.ts';
import { reopen } from './receive-message.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/** To an agent or to nobody; null when it is so already. It may exceed his maximum load, and counts. */
export function assignTicket(
  ticket: Ticket,
  agentId: AgentId | null,
  context: ChangeContext,
): TicketChange | null {
  const draft = TicketDraft.of(ticket, context);
  return giveTicket(draft, agentId) ? draft.finish() : null;
}

export function giveTicket(draft: TicketDraft, agentId: AgentId | null): boolean {
  if (draft.ticket.assigneeId === agentId) return false;
  setAssignee(draft, agentId);
  return true;
}

/** Taken through To solve: assigned, and not offered again while it waits. Null when he has taken it already. */
export function takeTicket(ticket: Ticket, agentId: AgentId, context: ChangeContext): TicketChange | null {
  const isHis = ticket.assigneeId === agentId;
  if (isHis && ticket.takenAt !== null) return null;
  const draft = TicketDraft.of(ticket, context);
  if (isHis) draft.log({ kind: 'ticket.taken' });
  else setAssignee(draft, agentId);
  return draft.set({ takenAt: context.at }).finish();
}

export interface Transfer {
  readonly departmentId: DepartmentId;
  readonly agentId: AgentId | null;
  readonly keepStatus: boolean;
}

/** To another department, or to an agent of it. Null when nothing would change. */
export function transferTicket(
  ticket: Ticket,
  transfer: Transfer,
  context: ChangeContext,
): TicketChange | null {
  const draft = TicketDraft.of(ticket, context);
  return moveTicket(draft, transfer) ? draft.finish() : null;
}

/** A new department unassigns unless an agent is named; what was answered or resolved waits again unless told not to. */
export function moveTicket(draft: TicketDraft, transfer: Transfer): boolean {
  const { departmentId, assigneeId, status } = draft.ticket;
  const moves = departmentId !== transfer.departmentId;
  const agentId = moves ? transfer.agentId : (transfer.agentId ?? assigneeId);
  if (!moves && agentId === assigneeId) return false;
  if (moves) {
    draft
      .set({ departmentId: transfer.departmentId, queuedAt: null, takenAt: null })
      .log({
        kind: 'ticket.transferred',
        before: { departmentId },
        after: { departmentId: transfer.departmentId },
      })
      .clock({ type: 'transferred' });
  }
  if (agentId !== assigneeId) setAssignee(draft, agentId);
  if ((status === 'answered' || status === 'resolved') && !transfer.keepStatus) {
    reopen(draft, { to: 'open', since: draft.context.at });
  }
  return true;
}

/** What routing decided: given to an agent, or, once for each wait, why nobody has it yet. Null when that is told already. */
export function routeTicket(
  ticket: Ticket,
  decision: RoutingDecision,
  context: ChangeContext,
): TicketChange | null {
  const draft = TicketDraft.of(ticket, context).log({ kind: 'routing.decided', decision });
  if (decision.agentId !== null) {
    setAssignee(draft, decision.agentId);
    return draft.finish();
  }
  return ticket.queuedAt === null ? draft.set({ queuedAt: context.at }).finish() : null;
}

function setAssignee(draft: TicketDraft, agentId: AgentId | null): void {
  const { assigneeId, createdAt } = draft.ticket;
  draft.set({ assigneeId: agentId, queuedAt: null, takenAt: null }).log({
    kind: 'ticket.assigned',
    before: { assigneeId },
    after: { assigneeId: agentId },
    seconds: assigneeId === null ? draft.secondsSince(createdAt) : null,
  });
  if (agentId !== null) draft.clock({ type: 'assigned' });
}
