import * as z from 'zod';
import type { Permission } from '../access/permission.ts';
import { requireNotMerged } from '../ticket/merge-tickets.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { TicketChange } from '../ticket/ticket-change.ts';
import { type ChangeContext, TicketDraft } from '../ticket/ticket-draft.ts';
import type { ActionScene, Named } from './action-kind.ts';
import { addNote } from './add-note.ts';
import { addTags } from './add-tags.ts';
import { assign } from './assign.ts';
import { deletion } from './delete.ts';
import { escalate } from './escalate.ts';
import { removeTags } from './remove-tags.ts';
import { setCustomField } from './set-custom-field.ts';
import { setPriority } from './set-priority.ts';
import { setStatus } from './set-status.ts';
import { transfer } from './transfer.ts';

/** Every kind; a new one is a file beside this and a line here. */
export const ticketKinds = [
  assign,
  transfer,
  setStatus,
  setPriority,
  addTags,
  removeTags,
  setCustomField,
  addNote,
  escalate,
  deletion,
] as const;

export type SchemasOf<Kinds extends readonly { readonly schema: unknown }[]> = {
  readonly [Place in keyof Kinds]: Kinds[Place]['schema'];
};

/** What may be done to a ticket by its `type`, in the words of rules (api.md, actions). */
export const TicketAction = z.discriminatedUnion(
  'type',
  ticketKinds.map(({ schema }) => schema) as unknown as SchemasOf<typeof ticketKinds>,
);
export type TicketAction = z.output<typeof TicketAction>;

const mostActions = 10;
/** With them the tag rows of one ticket stay well within a transaction. */
const mostTagsNamed = 40;

/** Done in order, all of them to a ticket or none. */
export const TicketActions = z
  .array(TicketAction)
  .min(1)
  .max(mostActions)
  .superRefine((actions, context) => {
    // A change of a ticket brings at most one message: it carries the version.
    const written = actions.filter(({ type }) => type === 'addNote' || type === 'escalate');
    if (written.length > 1)
      context.addIssue({ code: 'custom', path: [], message: 'write more than one note' });
    const tags = actions.flatMap((action) => ('tags' in action ? action.tags : []));
    if (tags.length > mostTagsNamed) {
      context.addIssue({ code: 'custom', path: [], message: `name more than ${mostTagsNamed} tags` });
    }
  });

/** A kind with its own actions: the list above says which go together. */
export interface AnyKind {
  readonly type: string;
  readonly says: string;
  readonly schema: z.ZodType;
  readonly opens: boolean;
  readonly needs: (action: TicketAction) => readonly Permission[];
  readonly names?: (action: TicketAction) => Named;
  readonly choosesOf?: (action: TicketAction, ticket: Ticket) => string | null;
  readonly act: (draft: TicketDraft, action: TicketAction, scene: ActionScene) => boolean;
}

const kindByType = new Map((ticketKinds as unknown as readonly AnyKind[]).map((kind) => [kind.type, kind]));

function kindOf({ type }: TicketAction): AnyKind {
  const kind = kindByType.get(type);
  if (kind === undefined) throw new Error(`there is no action ${type}`);
  return kind;
}

/** What an agent needs to do all of them. */
export function permissionsFor(actions: readonly TicketAction[]): ReadonlySet<Permission> {
  return new Set(actions.flatMap((action) => kindOf(action).needs(action)));
}

/** What each of them names. */
export function namedBy(action: TicketAction): Named {
  return kindOf(action).names?.(action) ?? {};
}

/** Agents whom some action chooses by the ticket. */
export function chosenBy(actions: readonly TicketAction[], ticket: Ticket): string[] {
  return actions.flatMap((action) => kindOf(action).choosesOf?.(action, ticket) ?? []);
}

/** All of them as one change; null when the ticket is so already. Refuses when one of them cannot be done, and what was merged. */
export function actOnTicket(
  ticket: Ticket,
  { actions, scene }: { actions: readonly TicketAction[]; scene: ActionScene },
  context: ChangeContext,
): TicketChange | null {
  requireNotMerged(ticket);
  const draft = TicketDraft.of(ticket, context);
  const changed = actions.map((action) => kindOf(action).act(draft, action, scene));
  return changed.includes(true) ? draft.finish() : null;
}
