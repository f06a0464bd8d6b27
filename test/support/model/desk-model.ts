import { ModelCustomers } from './model-customers.ts';
import { grow, importanceMs, isWaiting, type ModelTicket } from './model-ticket.ts';

export interface ModelPerson {
  readonly id: string;
  readonly serves: readonly string[];
}

/** A desk in memory: what every ticket must be after each step, and what the system must count and offer. */
export class DeskModel {
  readonly tickets: ModelTicket[] = [];
  readonly customers = new ModelCustomers();
  readonly #departmentIds: readonly string[];
  readonly #now: () => number;

  constructor(departmentIds: readonly string[], now: () => number) {
    this.#departmentIds = departmentIds;
    this.#now = now;
  }

  get nowMs(): number {
    return this.#now();
  }

  /** Time has passed; gives what changed by it. */
  grow(): ModelTicket[] {
    return this.tickets.filter((ticket) => grow(ticket, this.nowMs));
  }

  sees({ id, serves }: ModelPerson, ticket: ModelTicket): boolean {
    return serves.includes(ticket.departmentId) || ticket.assigneeId === id;
  }

  countOf(departmentId: string, status: string): number {
    return this.tickets.filter((one) => one.departmentId === departmentId && one.status === status).length;
  }

  /** Unassigned in his departments, and his own. */
  toSolve({ id, serves }: ModelPerson): Record<string, number> {
    const counted = this.tickets.filter(
      (ticket) =>
        isWaiting(ticket) &&
        (ticket.assigneeId === id || (ticket.assigneeId === null && serves.includes(ticket.departmentId))),
    );
    const counts = this.#departmentIds.map((departmentId) => [
      departmentId,
      counted.filter((ticket) => ticket.departmentId === departmentId).length,
    ]);
    return Object.fromEntries(counts.filter(([, count]) => count !== 0));
  }

  /** What the button may give: all of the same, highest importance. */
  nextFor(person: ModelPerson): ModelTicket[] {
    const offered = this.tickets.filter((ticket) => isWaiting(ticket) && this.#isOffered(ticket, person));
    const first = Math.min(...offered.map(importanceMs));
    return offered.filter((ticket) => importanceMs(ticket) === first);
  }

  #isOffered(ticket: ModelTicket, person: ModelPerson): boolean {
    const isHis = ticket.assigneeId === person.id && !ticket.isTaken;
    const isFree = ticket.assigneeId === null && person.serves.includes(ticket.departmentId);
    return (isHis || isFree) && !this.#isViewedByAnother(ticket, person.id);
  }

  #isViewedByAnother({ viewers }: ModelTicket, agentId: string): boolean {
    return [...viewers].some(([viewerId, untilMs]) => viewerId !== agentId && untilMs > this.nowMs);
  }
}
