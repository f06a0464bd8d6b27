import type { Account } from '../account/account.ts';
import type { Presence } from '../agent/presence.ts';
import type { Instant } from '../business-time/instant.ts';
import type { MergedCustomer } from '../customer/merged-customer.ts';
import type { AgentId, DepartmentId, JobId, RuleId, TicketId } from '../ids.ts';
import type { RuleEvent } from '../rule/rule-event.ts';
import type { TriggerName } from '../rule/triggers.ts';
import type { Actor, Entry } from '../ticket/entry.ts';

/** What somebody must hear of after a change was saved. */
export type Announcement =
  | { readonly to: 'bus'; readonly entry: Entry }
  | { readonly to: 'visits'; readonly visited: Visited }
  | { readonly to: 'merges'; readonly merged: MergedCustomer }
  | { readonly to: 'presences'; readonly presence: PresenceNews }
  | { readonly to: 'news'; readonly news: TicketNews }
  | { readonly to: 'rules'; readonly event: UnnamedEvent }
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

/** An agent came online, went on a break or went offline. */
export interface PresenceNews {
  readonly agentId: AgentId;
  readonly before: Presence['state'];
  readonly after: Presence['state'];
  readonly at: Instant;
}

/** What a change means for the queue of a department, or for a chat or call: an event that no timeline keeps by itself. */
export interface TicketNews {
  readonly kind: 'queue.changed' | `${'chat' | 'call'}.${'started' | 'ended' | 'missed'}`;
  readonly ticketId: TicketId;
  readonly departmentId: DepartmentId;
  readonly at: Instant;
  readonly actor: Actor;
  /** Rules that led to it. */
  readonly chain: readonly RuleId[];
  /** Ids and words, never names or texts. */
  readonly facts: Readonly<Record<string, string | null>>;
}

/** An event for rules; where no entry tells of it, its id is made of the change and of what it is about. */
export type UnnamedEvent = Omit<RuleEvent, 'id' | 'trigger'> & {
  readonly id: string | null;
  readonly about: string | null;
  readonly trigger: TriggerName;
};

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
