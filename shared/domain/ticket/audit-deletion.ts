import type { AuditEntry, ChangeRequest } from '../account/audit-entry.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import type { ChangeContext } from './ticket-draft.ts';

type Context = Pick<ChangeContext, 'account' | 'at' | 'ids'>;

/** What it was, never what it said or who wrote it: a customer's data would outlive the ticket here. */
const plainFacts = ({ code, status, departmentId, assigneeId, customer }: Ticket) => ({
  code,
  status,
  departmentId,
  assigneeId,
  customerId: customer.id,
});

/** Whoever deletes a ticket, by whichever request, stands in the audit log; undefined for any other change. */
export function deletionEntry(
  { before, after }: TicketChange,
  { principal, sourceIp }: Pick<ChangeRequest, 'principal' | 'sourceIp'>,
  { account, at, ids }: Context,
): AuditEntry | undefined {
  if (before === null || before.status === 'deleted' || after.status !== 'deleted') return undefined;
  return {
    id: ids.next('aud'),
    at,
    agentId: principal.agentId,
    keyId: principal.keyId,
    sourceIp,
    action: 'ticket.deleted',
    resourceId: after.id,
    before: plainFacts(before),
    after: null,
    retentionDays: account.settings.auditRetentionDays,
  };
}

/** The content of a deleted ticket goes by itself when its time has come. */
export function purgeEntry(ticket: Ticket, { account, at, ids }: Context): AuditEntry {
  return {
    id: ids.next('aud'),
    at,
    agentId: null,
    keyId: null,
    sourceIp: 'internal',
    action: 'ticket.purged',
    resourceId: ticket.id,
    before: plainFacts(ticket),
    after: null,
    retentionDays: account.settings.auditRetentionDays,
  };
}
