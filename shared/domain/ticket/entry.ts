import type { Instant } from '../business-time/instant.ts';
import type { EntryId, RuleId, TicketId } from '../ids.ts';
import type { RoutingDecision } from '../routing/routing-decision.ts';
import type { Channel } from './ticket.ts';

export const actorKinds = ['agent', 'customer', 'rule', 'system', 'apiKey'] as const;

/** Who did it. A key acts as its agent; `keyId` says which one. */
export interface Actor {
  readonly kind: (typeof actorKinds)[number];
  readonly id: string | null;
}

/** What counts in reports, as it was at that moment; ids and numbers, never names or texts. */
export interface EntryFacts {
  readonly departmentId: string;
  readonly agentId: string | null;
  readonly channel: Channel;
  readonly tags: readonly string[];
  readonly levelId: string | null;
  readonly status: string;
  /** Seconds that the entry closes (an answer: since the customer's message), in real and in business time. */
  readonly seconds: number | null;
  readonly businessSeconds: number | null;
}

type Value = string | number | boolean | null | readonly string[];

/** What the change was; each kind is a domain event on the bus or a line of the timeline only. */
export interface EntryChange {
  readonly kind:
    | 'ticket.created'
    | 'ticket.assigned'
    | 'ticket.taken'
    | 'ticket.transferred'
    | 'ticket.statusChanged'
    | 'ticket.tagged'
    | 'ticket.priorityChanged'
    | 'ticket.fieldChanged'
    | 'ticket.deleted'
    | 'ticket.purged'
    | 'ticket.erased'
    | 'ticket.linked'
    | 'ticket.merged'
    | 'ticket.split'
    | 'ticket.escalated'
    | 'message.received'
    | 'message.sent'
    | 'message.deliveryChanged'
    | 'note.added'
    | 'rating.received'
    | 'rating.invalidated'
    | 'sla.warning'
    | 'sla.breached'
    | 'sla.ended'
    | 'sla.recomputed'
    | 'rule.applied'
    | 'rule.acted'
    | 'rule.stopped'
    | 'rule.failed'
    | 'routing.decided';
  readonly before?: Readonly<Record<string, Value>>;
  readonly after?: Readonly<Record<string, Value>>;
  readonly messageId?: string;
  readonly ruleId?: string;
  readonly reason?: string;
  /** Whom it counts for, where that is neither who acted nor the assignee. */
  readonly ofAgentId?: string | null;
  readonly seconds?: number | null;
  readonly businessSeconds?: number | null;
  readonly decision?: RoutingDecision;
}

/** One line of a ticket's timeline: append-only, by reference, so that purge and erasure never touch it. */
export interface Entry extends EntryChange {
  readonly id: EntryId;
  readonly ticketId: TicketId;
  readonly ticketVersion: number;
  /** Position within the change of that version. */
  readonly position: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** Rules that led to it, the first of them first. */
  readonly chain?: readonly RuleId[];
  readonly facts: EntryFacts;
}
