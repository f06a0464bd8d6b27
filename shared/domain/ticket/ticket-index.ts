import type { TicketFacts } from '../access/authorise.ts';
import type { AgentId, DepartmentId, TicketId } from '../ids.ts';
import type { Ticket } from './ticket.ts';

/** One ordered range of tickets that an index answers with a query. */
export interface TicketRange {
  readonly by: 'department' | 'departmentStatus' | 'assignee' | 'customer' | 'tag';
  readonly value: string;
}

export type SortField = 'createdAt' | 'updatedAt';

export interface RangePage {
  readonly sort: SortField;
  readonly backward: boolean;
  /** The position after which it begins; undefined: from the start. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** A ticket as an index shows it, before it is read; `facts` is null where the index does not carry them. */
export interface IndexEntry {
  readonly ticketId: TicketId;
  /** Sortable, and where a cursor resumes. */
  readonly position: string;
  readonly facts:
    | (TicketFacts &
        Pick<Ticket, 'status' | 'channel' | 'priority' | 'customStatusId'> & { customerId: string })
    | null;
}

/** Ordered ranges of tickets. An index may lag behind a save by moments; `getMany` does not. */
export interface TicketIndex {
  list(range: TicketRange, page: RangePage): Promise<IndexEntry[]>;
  /** Waiting for anyone of a department, or for one agent, most important first. */
  listWaiting(forWhom: DepartmentId | AgentId, limit: number): Promise<IndexEntry[]>;
  /** Of what one agent answered last, waiting for anyone or for him: most important first. */
  listLastAnswered(agentId: AgentId, limit: number): Promise<IndexEntry[]>;
  /** Consistent, by id. */
  getMany(ids: readonly TicketId[]): Promise<Map<TicketId, Ticket>>;
}
