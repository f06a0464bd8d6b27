import { foldText } from '#shared/domain/fold-text.ts';
import { isWaiting } from '#shared/domain/ticket/status.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { IndexEntry, RangePage, TicketIndex, TicketRange } from '#shared/domain/ticket/ticket-index.ts';

type Tickets = ReadonlyMap<string, Ticket>;

/** The ranges over tickets that a test may change as it likes; it can be told to lag behind them. */
export class MemoryTicketIndex implements TicketIndex {
  readonly #tickets: Tickets;
  #shown: Tickets;
  /** Queries so far. */
  queries = 0;

  constructor(tickets: Tickets) {
    this.#tickets = tickets;
    this.#shown = tickets;
  }

  /** From now on it shows what is there now, until it catches up. */
  lag(): void {
    this.#shown = new Map(this.#tickets);
  }

  catchUp(): void {
    this.#shown = this.#tickets;
  }

  async list(range: TicketRange, page: RangePage): Promise<IndexEntry[]> {
    this.queries += 1;
    const isBeyond = (position: string) =>
      page.after === undefined || (page.backward ? position < page.after : position > page.after);
    const entries = [...this.#shown.values()]
      .filter((ticket) => isIn[range.by](ticket, range.value))
      .map((ticket) => ({
        ticketId: ticket.id,
        position: `${ticket[page.sort]}#${ticket.id}`,
        facts: range.by === 'tag' ? null : factsOf(ticket),
      }))
      .filter(({ position }) => isBeyond(position))
      .sort(byPosition);
    return (page.backward ? entries.reverse() : entries).slice(0, page.limit);
  }

  async listWaiting(forWhom: string, limit: number): Promise<IndexEntry[]> {
    return this.#byImportance(limit, (ticket) => (ticket.assigneeId ?? ticket.departmentId) === forWhom);
  }

  async listLastAnswered(agentId: string, limit: number): Promise<IndexEntry[]> {
    return this.#byImportance(
      limit,
      ({ lastAgentId, assigneeId }) =>
        lastAgentId === agentId && (assigneeId === null || assigneeId === agentId),
    );
  }

  #byImportance(limit: number, isMeant: (ticket: Ticket) => boolean): IndexEntry[] {
    this.queries += 1;
    return [...this.#shown.values()]
      .filter((ticket) => isWaiting(ticket.status) && ticket.takenAt === null)
      .filter(isMeant)
      .map((ticket) => ({
        ticketId: ticket.id,
        position: `${ticket.importanceAt}#${ticket.id}`,
        facts: factsOf(ticket),
      }))
      .sort(byPosition)
      .slice(0, limit);
  }

  async getMany(ids: readonly Ticket['id'][]): Promise<Map<Ticket['id'], Ticket>> {
    return new Map(
      ids.flatMap((id) => {
        const ticket = this.#tickets.get(id);
        return ticket === undefined ? [] : [[id, ticket] as const];
      }),
    );
  }
}

const isIn: Readonly<Record<TicketRange['by'], (ticket: Ticket, value: string) => boolean>> = {
  department: (ticket, value) => ticket.departmentId === value,
  departmentStatus: (ticket, value) => `${ticket.departmentId}#${ticket.status}` === value,
  assignee: (ticket, value) => ticket.assigneeId === value,
  customer: (ticket, value) => ticket.customer.id === value,
  tag: (ticket, value) => ticket.tags.some((tag) => foldText(tag) === foldText(value)),
};

const byPosition = (one: { position: string }, other: { position: string }) =>
  one.position < other.position ? -1 : 1;

function factsOf(ticket: Ticket): IndexEntry['facts'] {
  const { status, departmentId, assigneeId, channel, priority, tags, customer, customStatusId } = ticket;
  return {
    status,
    departmentId,
    assigneeId,
    channel,
    priority,
    tags,
    customStatusId,
    customerId: customer.id,
  };
}
