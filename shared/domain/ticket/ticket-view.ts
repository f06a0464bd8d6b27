import { toSlaSummary } from '../sla/sla-view.ts';
import { mergedInto } from './message-trail.ts';
import type { Ticket } from './ticket.ts';
import { type VisibleTickets, visibleLinks } from './visible-links.ts';

/**
 * A ticket as the API shows it (api.md).
 * @param visible the tickets that its reader sees: of others not even links tell.
 */
export function toTicketView(ticket: Ticket, visible: VisibleTickets) {
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
    formerStatus: mergedInto(ticket) === undefined ? (ticket.former.at(-1)?.status ?? null) : null,
    links: visibleLinks(ticket, visible),
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    lastMessageAt: ticket.lastMessageAt,
    version: ticket.version,
  };
}
