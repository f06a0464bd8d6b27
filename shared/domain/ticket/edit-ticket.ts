import { type GivenFields, requireCustomFields } from './custom-field.ts';
import { setCustomStatus } from './custom-status.ts';
import type { Priority, Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/**
 * A change is one transaction of at most 100 writes. An edit writes a row for each tag that comes and each that goes,
 * and an entry for each field; with all three at their most it stays below.
 */
export const mostTags = 30;
export const mostFieldsAtOnce = 30;

export interface Edit {
  readonly subject?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly customFields?: GivenFields | undefined;
  /** Null takes the label away. */
  readonly customStatusId?: string | null | undefined;
}

/** Changes what was said of a ticket; null when it is so already. */
export function editTicket(ticket: Ticket, edit: Edit, context: ChangeContext): TicketChange | null {
  const draft = TicketDraft.of(ticket, context);
  const changed = [
    setSubject(draft, edit.subject),
    setPriority(draft, edit.priority),
    setTags(draft, edit.tags),
    setFields(draft, edit.customFields),
    setCustomStatus(draft, edit.customStatusId),
  ];
  return changed.includes(true) ? draft.finish() : null;
}

/** The old and new subject are texts of people, so the entry only says that it changed. */
function setSubject(draft: TicketDraft, subject: string | undefined): boolean {
  if (subject === undefined || subject === draft.ticket.subject) return false;
  draft.set({ subject }).log({ kind: 'ticket.fieldChanged', after: { field: 'subject' } });
  return true;
}

export function setPriority(draft: TicketDraft, priority: Priority | undefined): boolean {
  const before = draft.ticket.priority;
  if (priority === undefined || priority === before) return false;
  draft
    .set({ priority })
    .log({ kind: 'ticket.priorityChanged', before: { priority: before }, after: { priority } });
  return true;
}

/** Tags beyond the most are left out: only a merge can bring so many together. */
export function setTags(draft: TicketDraft, wanted: readonly string[] | undefined): boolean {
  const before = draft.ticket.tags;
  const tags = [...new Set(wanted ?? before)].slice(0, mostTags);
  const same = tags.length === before.length && tags.every((tag) => before.includes(tag));
  if (same) return false;
  draft.set({ tags }).log({ kind: 'ticket.tagged', before: { tags: before }, after: { tags } });
  return true;
}

/** Null takes a field away; the others stay. */
export function setFields(draft: TicketDraft, fields: Edit['customFields'] = {}): boolean {
  requireCustomFields(fields, draft.context.account);
  const before = draft.ticket.customFields;
  const changed = Object.entries(fields).filter(([name, value]) => (before[name] ?? null) !== value);
  if (changed.length === 0) return false;
  const after = Object.entries({ ...before, ...Object.fromEntries(changed) }).filter(
    ([, value]) => value !== null,
  );
  draft.set({ customFields: Object.fromEntries(after) as Ticket['customFields'] });
  for (const [name] of changed)
    draft.log({ kind: 'ticket.fieldChanged', after: { field: `customFields.${name}` } });
  return true;
}
