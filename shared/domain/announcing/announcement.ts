import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import type { MergedCustomer } from '../customer/merged-customer.ts';
import type { AgentId, DepartmentId, JobId, TicketId } from '../ids.ts';
import type { Entry } from '../ticket/entry.ts';

/** What somebody must hear of after a change was saved. */
export type Announcement =
  | { readonly to: 'bus'; readonly entry: Entry }
  | { readonly to: 'visits'; readonly visited: Visited }
  | { readonly to: 'merges'; readonly merged: MergedCustomer }
  | { readonly to: 'routing'; readonly departmentId: DepartmentId; readonly ticketId: TicketId | null }
  | { readonly to: 'outbound'; readonly lane: string }
  | { readonly to: 'jobs'; readonly jobId: JobId; readonly slice: number }
  | { readonly to: 'due'; readonly pk: string; readonly sk: string; readonly dueAt: Instant };

/** An agent opened or left a ticket: an event that no timeline keeps. */
export interface Visited {
  readonly kind: 'agent.opened' | 'agent.left';
  readonly ticketId: TicketId;
  readonly departmentId: DepartmentId;
  readonly agentId: AgentId;
  readonly at: Instant;
}

/** A saved item, as the table's stream shows it. */
export interface SavedItem {
  readonly pk: string;
  readonly sk: string;
  readonly type: string;
  readonly data: unknown;
  readonly waitingKey?: string;
  readonly dueAt?: Instant;
}

export interface SavedChange {
  /** The same whenever the change is told again. */
  readonly eventId: string;
  readonly before: SavedItem | null;
  readonly after: SavedItem | null;
}

export interface AnnouncingContext {
  readonly account: Account;
  readonly at: Instant;
}

/** What follows from a change of one kind of item; each kind is one file. */
export type Announce = (
  change: SavedChange & { after: SavedItem },
  context: AnnouncingContext,
) => Announcement[];
