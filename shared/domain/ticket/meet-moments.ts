import { toInstant } from '../business-time/instant.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, TicketId } from '../ids.ts';
import { settleClocks } from '../sla/due-clocks.ts';
import { passMoments } from './pass-moments.ts';
import { isPurgeDue, type PurgeDesk, purgeTicket } from './purge-ticket.ts';
import type { Ticket } from './ticket.ts';

const tries = 8;
/** A warning about an unassigned ticket goes to no more people than this. */
const mostTold = 20;

/**
 * Does what has become due for a ticket. Told twice, late, or after somebody else did it, it finds nothing to do:
 * the due moment leaves the table only with its effect.
 */
export async function meetMoments(desk: MomentsDesk, ticketId: TicketId): Promise<void> {
  for (let lost = 0; lost < tries; ) {
    const outcome = await meetNext(desk, ticketId);
    if (outcome === 'nothing-due') return;
    if (outcome === 'lost') lost += 1;
  }
  throw new Error(`moments of ${ticketId} kept losing against other changes`);
}

type MomentsDesk = Pick<Desk, 'tickets' | 'accounts' | 'agents' | 'ids' | 'now'> & PurgeDesk;

async function meetNext(desk: MomentsDesk, ticketId: TicketId): Promise<'met' | 'lost' | 'nothing-due'> {
  const [ticket, account] = await Promise.all([desk.tickets.find(ticketId), desk.accounts.load()]);
  const at = toInstant(desk.now());
  if (ticket === undefined || ticket.due === null || ticket.due.at > at) return 'nothing-due';
  const context = { account, at, ids: desk.ids, actor: { kind: 'system', id: null } as const };
  if (isPurgeDue(ticket, account, at)) {
    return (await purgeTicket(desk, ticket, context)) ? 'nothing-due' : 'lost';
  }
  const told = settleClocks(ticket.clocks, at).facts.length === 0 ? [] : await whomToTell(desk, ticket);
  const change = passMoments(ticket, told, context);
  if (change === null) return 'nothing-due';
  return (await desk.tickets.save(change)) === 'saved' ? 'met' : 'lost';
}

/** The assignee; while nobody has it, those who lead the department, else all who serve it. */
async function whomToTell(desk: Pick<Desk, 'agents'>, ticket: Ticket): Promise<AgentId[]> {
  if (ticket.assigneeId !== null) return [ticket.assigneeId];
  const members = await desk.agents.listMembers(ticket.departmentId);
  const leading = members.filter((member) => member.role === 'manager' || member.role === 'supervisor');
  const serving = members.filter((member) => member.role === 'solver');
  return (leading.length > 0 ? leading : serving).slice(0, mostTold).map((member) => member.agentId);
}
