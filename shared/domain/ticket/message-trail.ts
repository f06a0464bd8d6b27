import type { Desk } from '../desk.ts';
import type { TicketId } from '../ids.ts';
import { holds, isWithin } from './conversation.ts';
import type { Ticket } from './ticket.ts';

/** Something that belongs to a ticket: one of its messages, or, without a version, whatever else names it. */
export interface Belonging {
  readonly ticketId: TicketId;
  readonly ticketVersion: number | null;
}

type TrailDesk = Pick<Desk, 'tickets'>;

/** Where a merged ticket went; undefined for any other. */
export function mergedInto({ links }: Pick<Ticket, 'links'>): TicketId | undefined {
  return links.find(({ kind }) => kind === 'mergedInto')?.ticketId;
}

/** The tickets that were merged into it, each as it was then. */
export function mergedFrom({ links }: Pick<Ticket, 'links'>): TicketId[] {
  return links.flatMap(({ kind, ticketId }) => (kind === 'mergedFrom' ? [ticketId] : []));
}

/** All that were merged into it, and into those. Of a ticket that took none nothing is read. */
export async function listMerged({ tickets }: TrailDesk, ticket: Ticket): Promise<Ticket[]> {
  const found = await Promise.all(mergedFrom(ticket).map((id) => tickets.find(id)));
  const direct = found.filter((one) => one !== undefined);
  const further = await Promise.all(direct.map((one) => listMerged({ tickets }, one)));
  return [...direct, ...further.flat()];
}

/**
 * The tickets through which a belonging came, the one that it names first and the one that has it now last. One that was
 * never merged nor split is one read. Merges and splits lead on; what was purged is passed over by what it left.
 */
export async function* trailOf({ tickets }: TrailDesk, belonging: Belonging): AsyncGenerator<Ticket> {
  const passed = new Set<TicketId>();
  let id: TicketId | undefined = belonging.ticketId;
  while (id !== undefined && !passed.has(id)) {
    passed.add(id);
    const ticket: Ticket | undefined = await tickets.find(id);
    if (ticket !== undefined) yield ticket;
    const given = await wasGiven(tickets, { id, ticket }, belonging);
    id = given ?? (ticket && mergedInto(ticket));
  }
}

/** Who was given a message last that this ticket does not hold any more: that goes before where the ticket went since. */
async function wasGiven(
  tickets: TrailDesk['tickets'],
  { id, ticket }: { id: TicketId; ticket: Ticket | undefined },
  { ticketId, ticketVersion }: Belonging,
): Promise<TicketId | undefined> {
  if (ticketVersion === null) return undefined;
  const place = { ticketId, ticketVersion };
  if (ticket !== undefined && holds(ticket, place)) return undefined;
  const traces = await tickets.listTraces(id);
  return traces.findLast(({ given }) => given.some((stretch) => isWithin(stretch, place)))?.to;
}

/** A ticket as it was named, and the one to which what it names belongs now. */
export interface Followed {
  readonly named: Ticket;
  readonly ticket: Ticket;
}

/** Undefined when it is gone: a merged ticket is left for moments when its target was purged. */
export async function follow(desk: TrailDesk, belonging: Belonging): Promise<Followed | undefined> {
  const passed = await Array.fromAsync(trailOf(desk, belonging));
  const [named] = passed;
  const ticket = passed.at(-1);
  if (named === undefined || ticket === undefined || mergedInto(ticket) !== undefined) return undefined;
  return hasBelonging(ticket, belonging) ? { named, ticket } : undefined;
}

const hasBelonging = (ticket: Ticket, { ticketId, ticketVersion }: Belonging) =>
  ticketVersion === null || holds(ticket, { ticketId, ticketVersion });
