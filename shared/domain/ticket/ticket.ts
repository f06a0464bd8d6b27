import type { Instant } from '../business-time/instant.ts';
import type { AgentId, CustomerId, DepartmentId, LevelId, RuleId, SourceId, TicketId } from '../ids.ts';
import type { CountingRating } from '../rating/rating.ts';
import type { SlaClock } from '../sla/clock.ts';
import type { TicketStatus } from './status.ts';

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const channels = ['email', 'form', 'api'] as const;
export type Channel = (typeof channels)[number];

/** The customer as the ticket shows him; the customer's own record may know more addresses. */
export interface TicketCustomer {
  readonly id: CustomerId;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Set while postponed: when it ends, and the status to wake to. */
export interface Postponement {
  readonly until: Instant;
  readonly wakesTo: 'new' | 'open';
}

export const linkKinds = [
  'follows',
  'followedBy',
  'mergedInto',
  'mergedFrom',
  'splitInto',
  'splitFrom',
] as const;

/** Another ticket that this one has to do with; both sides say so. */
export interface TicketLink {
  readonly kind: (typeof linkKinds)[number];
  readonly ticketId: TicketId;
}

/** Messages that stand under one ticket, from one of its versions to another, both included. */
export interface Stretch {
  readonly ticketId: TicketId;
  readonly from: number;
  /** Null: also what is still to come. */
  readonly upTo: number | null;
}

/** One conversation with one customer about one problem. */
export interface Ticket {
  readonly id: TicketId;
  readonly code: string;
  /** Rises by one with every change; entries and messages of a change carry it, so their order is exact. */
  readonly version: number;
  readonly subject: string;
  readonly status: TicketStatus;
  /** While it is spam or deleted: what it goes back to, the latest last. */
  readonly former: readonly { readonly status: TicketStatus; readonly postponed: Postponement | null }[];
  readonly priority: Priority;
  readonly channel: Channel;
  readonly sourceId: SourceId | null;
  readonly departmentId: DepartmentId;
  readonly assigneeId: AgentId | null;
  /** Who answered last: he gets the rating, and `lastAgentFirst` asks for him. */
  readonly lastAgentId: AgentId | null;
  /** Taken through To solve: the button does not offer it to its assignee again until it waits anew. */
  readonly takenAt: Instant | null;
  readonly customer: TicketCustomer;
  /** Mail addresses beside the customer's that take part and may write into the ticket. */
  readonly recipients: readonly string[];
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, string | number>>;
  readonly customStatusId: string | null;
  readonly levelId: LevelId | null;
  readonly clocks: readonly SlaClock[];
  readonly importanceAt: Instant;
  readonly postponed: Postponement | null;
  /** Since when it waits for an agent of its department, once routing has explained that nobody is free. */
  readonly queuedAt: Instant | null;
  /** Rules that led to what it is, since somebody else than rules and the system changed it. */
  readonly setOffBy: readonly RuleId[];
  /** How many steps rules took in that time, and whether it was said that they go on no longer. */
  readonly ruleSteps: number;
  readonly isChainStopped: boolean;
  /** Time rules that fired and have not left their condition since. */
  readonly firedRuleIds: readonly RuleId[];
  /** When time rules are looked at again whose moment came while something else did not hold. */
  readonly timeRuleLooks: Readonly<Record<RuleId, Instant>>;
  /** The earliest instant at which something must happen to it, and which sweep looks for it. */
  readonly due: { readonly at: Instant; readonly sweep: 'sla' | 'wake' } | null;
  readonly links: readonly TicketLink[];
  /** The rating that counts. */
  readonly rating: CountingRating | null;
  /** What it reads, since it was merged or split; empty: all of its own messages and no others. */
  readonly conversation: readonly Stretch[];
  readonly messageCount: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly statusChangedAt: Instant;
  readonly lastMessageAt: Instant;
  readonly lastCustomerMessageAt: Instant | null;
  readonly lastAgentMessageAt: Instant | null;
}
