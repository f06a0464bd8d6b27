import type { Instant } from '../business-time/instant.ts';
import type { AgentId, MessageId, RuleId, TicketId } from '../ids.ts';
import type { DigestLine } from '../notice/digest.ts';

/** Something on its way out. Of one lane the first is sent first; only its success or final failure releases the next. */
export interface Unsent {
  /** The conversation for what goes to its customer, the agent for notices and invitations; what rules send, each by itself. */
  readonly lane: string;
  /** Position in the lane, sortable. */
  readonly order: string;
  /** What it is about; null for invitations and digests. */
  readonly ticketId: TicketId | null;
  readonly what:
    | { readonly kind: 'reply'; readonly messageId: MessageId; readonly ticketVersion: number }
    /** A template's mail to the customer. */
    | { readonly kind: 'automatic'; readonly template: 'ticketCreated' | 'resolved' }
    | { readonly kind: 'notice'; readonly agentId: AgentId; readonly event: NoticeEvent }
    /** What a rule writes to an address. */
    | {
        readonly kind: 'ruleMail';
        readonly ruleId: RuleId;
        readonly to: string;
        readonly subject: string;
        readonly body: string;
      }
    /** What a rule told another system before that was a delivery: it becomes one. */
    | {
        readonly kind: 'webhook';
        readonly ruleId: RuleId;
        readonly url: string;
        readonly method: 'POST' | 'PUT' | 'PATCH';
        readonly payload: string;
      }
    /** Notices that came too often, or were asked for together. */
    | {
        readonly kind: 'digest';
        readonly agentId: AgentId;
        readonly lines: readonly DigestLine[];
        readonly more: number;
      }
    | {
        readonly kind: 'invitation';
        readonly agentId: AgentId;
        /** The name of who invites. */
        readonly invitedBy: string;
        readonly url: string;
      };
  /** Tries that ended. */
  readonly attempts: number;
  /** When it is tried again; at first a safety net, because saving it already sends it on its way. */
  readonly nextAt: Instant;
}

/** What an agent is told. */
export type NoticeEvent =
  | { readonly kind: 'sla.warning' | 'sla.breached'; readonly clock: string; readonly dueAt: Instant }
  | { readonly kind: 'ticket.assigned' | 'ticket.created' | 'ticket.escalated' | 'message.received' }
  /** A rule tells agents. */
  | { readonly kind: 'rule'; readonly ruleId: RuleId; readonly body: string };

/** If nothing was heard of an unsent message for so long, a sweep sends it on its way again. */
export const unsentSafetySeconds = 300;
