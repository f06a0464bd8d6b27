import type { AuditEntry } from '../account/audit-entry.ts';
import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import {
  type AgentDecision,
  type AgentRequest,
  admit,
  type Changed,
  changeAsAgent,
  changeTicket,
} from '../ticket/change-ticket.ts';
import { requireNotMerged } from '../ticket/merge-tickets.ts';
import { listMerged } from '../ticket/message-trail.ts';
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

const permission = 'ratings.invalidate';

type InvalidatingDesk = Desk & { readonly ratings: RatingStore };

/**
 * Takes a rating out of the reports, by the timeline and the audit log too; one that counts no longer stays as it is. That
 * of a merged ticket is its target's, and is taken out where it was written. Refuses with `not-found` what one may not see.
 */
export async function invalidateRating(
  desk: InvalidatingDesk,
  { ticketId, ratingId, request }: Invalidation,
): Promise<{ readonly rating: Rating; readonly ticket: Ticket }> {
  const found = await findRating(desk, ticketId, ratingId);
  const getVisible = (): Rating => {
    if (found !== undefined && maySeeRating(request.principal, found.agentId)) return found;
    throw new Refusal('not-found', 'There is no such rating.');
  };
  const decision: AgentDecision = {
    permission,
    decide: (seen, context) => withoutRating(seen, getVisible(), context),
    alongside: (_change, context) => ({ audit: auditOf(getVisible(), request, context) }),
  };
  const { ticket, change } =
    found === undefined || found.ticketId === ticketId
      ? await changeAsAgent(desk, ticketId, { request, decision })
      : await changeMerged(desk, found.ticketId, { targetId: ticketId, request, decision });
  return { ticket, rating: change?.ratings[0] ?? getVisible() };
}

interface MergedChange {
  readonly targetId: TicketId;
  readonly request: AgentRequest;
  readonly decision: AgentDecision;
}

/** Who may do so to the target may do so to what was merged into it. */
async function changeMerged(
  desk: Desk,
  mergedId: TicketId,
  { targetId, request, decision }: MergedChange,
): Promise<Changed> {
  const changed = await changeTicket(desk, mergedId, {
    actor: { kind: 'agent', id: request.principal.agentId },
    decide: async ({ ticket, account }, context) => {
      requireNotMerged(admit(request, permission, { ticket: await desk.tickets.find(targetId), account }));
      const change = ticket === undefined ? null : decision.decide(ticket, context);
      if (change === null) return null;
      const keep = await request.keep(change);
      return { change, alongside: { ...decision.alongside?.(change, context), keep } };
    },
  });
  return changed as Changed;
}

async function findRating(
  { ratings, tickets }: InvalidatingDesk,
  ticketId: TicketId,
  ratingId: string,
): Promise<Rating | undefined> {
  const own = await ratings.find(ticketId, ratingId);
  const ticket = own === undefined ? await tickets.find(ticketId) : undefined;
  if (ticket === undefined) return own;
  const merged = await listMerged({ tickets }, ticket);
  const found = await Promise.all(merged.map(({ id }) => ratings.find(id, ratingId)));
  return found.find((one) => one !== undefined);
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
