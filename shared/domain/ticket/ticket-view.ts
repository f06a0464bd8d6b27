import { toSlaSummary } from '../sla/sla-view.ts';
import type { Ticket } from './ticket.ts';

/** A ticket as the API shows it (api.md). */
export function toTicketView(ticket: Ticket) {
  return {
    id: ticket.id,
    code: ticket.code,
    subject: ticket.subject,
    status: ticket.status,
    customStatusId: ticket.customStatusId,
    priority: ticket.priority,
    channel: ticket.channel,
    sourceId: ticket.sourceId,
    departmentId: ticket.departmentId,
    assigneeId: ticket.assigneeId,
    customer: ticket.customer,
    tags: ticket.tags,
    customFields: ticket.customFields,
    sla: toSlaSummary(ticket),
    postponedUntil: ticket.postponed?.until ?? null,
    formerStatus: ticket.former.at(-1)?.status ?? null,
    links: ticket.links,
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    lastMessageAt: ticket.lastMessageAt,
    version: ticket.version,
  };
}
