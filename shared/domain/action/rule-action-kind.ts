import type * as z from 'zod';
import type { Permission } from '../access/permission.ts';
import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import type { AgentId, Ids, RuleId } from '../ids.ts';
import type { Unsent } from '../outbound/unsent.ts';
import type { RuleEvent } from '../rule/rule-event.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import type { TicketDraft } from '../ticket/ticket-draft.ts';
import type { ActionScene } from './action-kind.ts';

/** What an action of a rule works with. */
export interface RuleScene extends ActionScene {
  readonly rule: { readonly id: RuleId; readonly name: string };
  readonly event: RuleEvent;
  readonly account: Account;
  readonly at: Instant;
  readonly ids: Ids;
  /** The ticket while it is changed; null where the event is about none. */
  readonly draft: TicketDraft | null;
  /** Who serves the department of the event, for actions that tell them. */
  readonly memberIds: readonly AgentId[];
  /** The ticket that the action names; null where it names none that is there. */
  readonly target: Ticket | null;
  readonly send: (unsent: Unsent) => void;
  /** Another ticket changes in the same transaction. */
  readonly changeBeside: (change: TicketChange) => void;
}

/** A scene with a ticket. */
export interface TicketScene extends RuleScene {
  readonly draft: TicketDraft;
}

export interface RuleReference {
  /** Within the action. */
  readonly path: string;
  readonly to: 'department' | 'agent' | 'level' | 'template';
  readonly id: string;
}

/** False where nothing had to be done; `stop`: no further rule runs for this event; `end`: and nothing more of this one. */
export type ActionOutcome = boolean | 'stop' | 'end';

/** What only rules do: each kind is one file. */
export interface RuleActionKind<Type extends string, Schema extends z.ZodType<{ readonly type: Type }>> {
  readonly type: Type;
  /** A sentence for the catalogue. */
  readonly says: string;
  readonly schema: Schema;
  /** Whether somebody may see tickets by it, or be told of them, that he did not see before (decision 013). */
  readonly opens: boolean;
  /** What one must be allowed to let a rule do it. */
  readonly needs: (action: z.output<Schema>) => readonly Permission[];
  readonly refersTo?: (action: z.output<Schema>) => readonly RuleReference[];
}

type Acts<Scene, Schema extends z.ZodType> = (scene: Scene, action: z.output<Schema>) => ActionOutcome;

/** Of a ticket: refused for rules whose trigger is about none. */
export function ticketActionKind<Type extends string, Schema extends z.ZodType<{ readonly type: Type }>>(
  kind: RuleActionKind<Type, Schema> & { readonly act: Acts<TicketScene, Schema> },
) {
  return { ...kind, needsTicket: true } as const;
}

/** Of any event. */
export function eventActionKind<Type extends string, Schema extends z.ZodType<{ readonly type: Type }>>(
  kind: RuleActionKind<Type, Schema> & { readonly act: Acts<RuleScene, Schema> },
) {
  return { ...kind, needsTicket: false } as const;
}
