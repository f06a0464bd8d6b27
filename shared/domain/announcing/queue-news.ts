import type { DepartmentId } from '../ids.ts';
import { isWaiting } from '../ticket/status.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketNews } from './announcement.ts';

/** The department in whose queue a ticket stands: it is new or open, and nobody has it. */
export function queueOf(ticket: Pick<Ticket, 'status' | 'assigneeId' | 'departmentId'>): DepartmentId | null {
  return isWaiting(ticket.status) && ticket.assigneeId === null ? ticket.departmentId : null;
}

/**
 * Which queues became shorter or longer by a change of a ticket (behaviour.md section 7, "queue length changed"): each is
 * told once, the one that it left first. The ticket does not say who changed it, unless rules did.
 */
export function queueNews(before: Ticket | null, after: Ticket): TicketNews[] {
  const [left, entered] = [before && queueOf(before), queueOf(after)];
  if (left === entered) return [];
  const tell = (departmentId: DepartmentId | null, became: 'shorter' | 'longer'): TicketNews[] =>
    departmentId === null ? [] : [queueChanged(after, departmentId, became)];
  return [...tell(left, 'shorter'), ...tell(entered, 'longer')];
}

function queueChanged(
  { id: ticketId, updatedAt: at, setOffBy: chain = [] }: Ticket,
  departmentId: DepartmentId,
  became: 'shorter' | 'longer',
): TicketNews {
  const ruleId = chain.at(-1);
  return {
    kind: 'queue.changed',
    ticketId,
    departmentId,
    at,
    actor: ruleId === undefined ? { kind: 'system', id: null } : { kind: 'rule', id: ruleId },
    chain,
    facts: { departmentId, queue: became },
  };
}
