import type { AuditEntry } from '../account/audit-entry.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type AgentRequest, changeAsAgent } from '../ticket/change-ticket.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { ChangeContext } from '../ticket/ticket-draft.ts';
import { withoutRating } from './rate-ticket.ts';
import type { Rating, RatingStore } from './rating.ts';
import { maySeeRating } from './view-ratings.ts';

interface Invalidation {
  readonly ticketId: TicketId;
  readonly ratingId: string;
  readonly request: AgentRequest & { readonly sourceIp: string };
}

/**
 * Takes a rating out of the reports, by the timeline and the audit log too; one that counts no longer stays as it is.
 * Refuses with `not-found` what one may not see.
 */
export async function invalidateRating(
  desk: Desk & { readonly ratings: RatingStore },
  { ticketId, ratingId, request }: Invalidation,
): Promise<{ readonly rating: Rating; readonly ticket: Ticket }> {
  const found = await desk.ratings.find(ticketId, ratingId);
  const getVisible = (): Rating => {
    if (found !== undefined && maySeeRating(request.principal, found.agentId)) return found;
    throw new Refusal('not-found', 'There is no such rating.');
  };
  const { ticket, change } = await changeAsAgent(desk, ticketId, {
    request,
    decision: {
      permission: 'ratings.invalidate',
      decide: (seen, context) => withoutRating(seen, getVisible(), context),
      alongside: (_change, context) => ({ audit: auditOf(getVisible(), request, context) }),
    },
  });
  return { ticket, rating: change?.ratings[0] ?? getVisible() };
}

function auditOf(
  { id, ticketId, rating, agentId }: Rating,
  { principal, sourceIp }: Invalidation['request'],
  { at, ids, account }: ChangeContext,
): AuditEntry {
  return {
    id: ids.next('aud'),
    at,
    agentId: principal.agentId,
    keyId: principal.keyId,
    sourceIp,
    action: 'rating.invalidated',
    resourceId: id,
    before: { ticketId, rating, agentId },
    after: null,
    retentionDays: account.settings.auditRetentionDays,
  };
}
