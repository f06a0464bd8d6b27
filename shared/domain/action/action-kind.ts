import type * as z from 'zod';
import type { Permission } from '../access/permission.ts';
import type { AgentRecord } from '../agent/organisation-store.ts';
import { Refusal } from '../refusal.ts';
import type { Author } from '../ticket/message.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketDraft } from '../ticket/ticket-draft.ts';

/** Those whom actions may give tickets to, as they are now, and in whose name notes are written. */
export interface ActionScene {
  readonly author: Author;
  readonly agentById: ReadonlyMap<string, AgentRecord>;
}

/** What an action names of the organisation. */
export interface Named {
  readonly departmentId?: string | undefined;
  readonly agentId?: string | null | undefined;
}

/** One thing that can be done to a ticket by a list of actions: each kind is one file. */
export interface ActionKind<Type extends string, Schema extends z.ZodType<{ readonly type: Type }>> {
  readonly type: Type;
  /** A sentence for the catalogue. */
  readonly says: string;
  readonly schema: Schema;
  /** Whether somebody may see tickets by it, or be told of them, that he did not see before (decision 013). */
  readonly opens: boolean;
  readonly needs: (action: z.output<Schema>) => readonly Permission[];
  readonly names?: (action: z.output<Schema>) => Named;
  /** The agent to whom it gives this ticket, where the ticket says who that is. */
  readonly choosesOf?: (action: z.output<Schema>, ticket: Ticket) => string | null;
  /** False where the ticket is so already. Refuses as the agent's own verb does. */
  readonly act: (draft: TicketDraft, action: z.output<Schema>, scene: ActionScene) => boolean;
}

export function actionKind<Type extends string, Schema extends z.ZodType<{ readonly type: Type }>>(
  kind: ActionKind<Type, Schema>,
): ActionKind<Type, Schema> {
  return kind;
}

/** Refuses with `invalid` who is not there any more. */
export function agentIn({ agentById }: ActionScene, agentId: string): AgentRecord {
  const record = agentById.get(agentId);
  if (record !== undefined) return record;
  throw new Refusal('invalid', 'There is no such agent.', {
    errors: [{ path: 'agentId', message: 'names no agent' }],
  });
}
