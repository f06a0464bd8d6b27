import { toInstant } from '../business-time/instant.ts';
import type { TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type Viewer, type ViewerStore, type Visit, viewersAt, withVisit } from './viewers.ts';

interface VisitDesk {
  readonly viewers: ViewerStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const tries = 8;

/** An agent opens a ticket, goes on, begins to answer, or leaves; answers who has it before him then. */
export async function visitTicket(desk: VisitDesk, visit: Omit<Visit, 'at'>): Promise<readonly Viewer[]> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await desk.viewers.find(visit.ticket.id);
    const at = toInstant(desk.now());
    const isAway = !before?.viewers.some(({ agentId }) => agentId === visit.agentId);
    if (visit.state === null && isAway) return viewersAt(before, at);
    const after = withVisit(before, { ...visit, at });
    if (await desk.viewers.save(after, before)) return after.viewers;
  }
  throw new Refusal('edited-by-someone-else', 'Others open this ticket at the moment; try again.');
}

/** Whoever fell silent has left. Told twice, or after he came again, it finds nobody. */
export async function expireViewers(desk: VisitDesk, ticketId: TicketId): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await desk.viewers.find(ticketId);
    const at = toInstant(desk.now());
    const here = viewersAt(before, at);
    if (before === undefined || here.length === before.viewers.length) return;
    const after = { ...before, version: before.version + 1, at, viewers: here };
    if (await desk.viewers.save(after, before)) return;
  }
  throw new Error(`the viewers of ${ticketId} kept changing`);
}
