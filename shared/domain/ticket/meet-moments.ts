import { type Instant, toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, TicketId } from '../ids.ts';
import { settleClocks } from '../sla/due-clocks.ts';
import { type Belonging, type Followed, follow, mergedInto } from './message-trail.ts';
import { passMoments } from './pass-moments.ts';
import { isPurgeDue } from './purge-ticket.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';

const tries = 8;
/** A warning about an unassigned ticket goes to no more people than this. */
const mostTold = 20;

type MomentDesk = Pick<Desk, 'tickets' | 'accounts' | 'agents' | 'ids' | 'now'>;

/**
 * The ticket with its moments met: whatever changes a ticket meets them first, so that a breach that the change would
 * mark by the way is told to whom it concerns, like any other.
 */
export async function withMomentsMet(
  desk: MomentDesk,
  ticket: Ticket | undefined,
): Promise<Ticket | undefined> {
  if (!isOverdue(ticket, toInstant(desk.now()))) return ticket;
  return meetMoments(desk, ticket.id);
}

/**
 * What has a belonging now, with its moments met. While they were, it may have been merged itself: a message that went to
 * a merged ticket would be read by nobody.
 */
export async function followMet(desk: MomentDesk, belonging: Belonging): Promise<Followed | undefined> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const followed = await follow(desk, belonging);
    const ticket = await withMomentsMet(desk, followed?.ticket);
    if (followed === undefined || ticket === undefined) return undefined;
    if (mergedInto(ticket) === undefined) return { named: followed.named, ticket };
  }
  throw new Error(`what belongs to ${belonging.ticketId} kept being merged`);
}

function isOverdue(ticket: Ticket | undefined, at: Instant): ticket is Ticket {
  return ticket !== undefined && ticket.due !== null && ticket.due.at <= at;
}

/**
 * Does what has become due for a ticket. Told twice, late, or after somebody else did it, it finds nothing to do:
 * the due moment leaves the table only with its effect. A purge is no change of the ticket and is left to `purgeIfDue`.
 * @returns the ticket as it is then.
 */
export async function meetMoments(desk: MomentDesk, ticketId: TicketId): Promise<Ticket | undefined> {
  let ticket = await desk.tickets.find(ticketId);
  for (let lost = 0; lost < tries; ) {
    // Most reminders come in vain: they cost one read.
    if (!isOverdue(ticket, toInstant(desk.now()))) return ticket;
    const change = await passNext(desk, ticket);
    if (change === null) return ticket;
    const isSaved = (await desk.tickets.save(change)) === 'saved';
    lost += isSaved ? 0 : 1;
    ticket = isSaved ? change.after : await desk.tickets.find(ticketId);
  }
  throw new Error(`moments of ${ticketId} kept losing against other changes`);
}

async function passNext(desk: MomentDesk, ticket: Ticket): Promise<TicketChange | null> {
  const account = await desk.accounts.load();
  const at = toInstant(desk.now());
  if (isPurgeDue(ticket, account, at)) return null;
  const told = settleClocks(ticket.clocks, at).facts.length === 0 ? [] : await whomToTell(desk, ticket);
  return passMoments(ticket, told, { account, at, ids: desk.ids, actor: { kind: 'system', id: null } });
}

/** The assignee; while nobody has it, those who lead the department, else all who serve it. */
async function whomToTell(desk: Pick<Desk, 'agents'>, ticket: Ticket): Promise<AgentId[]> {
  if (ticket.assigneeId !== null) return [ticket.assigneeId];
  const members = await desk.agents.listMembers(ticket.departmentId);
  const leading = members.filter((member) => member.role === 'manager' || member.role === 'supervisor');
  const serving = members.filter((member) => member.role === 'solver');
  return (leading.length > 0 ? leading : serving).slice(0, mostTold).map((member) => member.agentId);
}
