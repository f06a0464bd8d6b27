import * as z from 'zod';
import type { Kept } from '../account/kept.ts';
import type { CustomStatusId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { ticketStatuses } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { TicketDraft } from './ticket-draft.ts';

/** What an admin names it, and what people see of it. */
export const CustomStatusLook = z.strictObject({
  label: z.string().trim().min(1).max(100),
  colour: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'is a colour such as #1f7a4d'),
});

/** A label on top of a built-in status: everything acts on the built-in one (behaviour.md section 1). */
export const CustomStatusInput = z.strictObject({
  ...CustomStatusLook.shape,
  status: z.enum(ticketStatuses),
});
export type CustomStatusInput = z.infer<typeof CustomStatusInput>;
export type CustomStatus = Kept<CustomStatusId, CustomStatusInput>;

/** Gives a ticket a label of the status that it has, or takes it away; refuses one that stands for another status. */
export function setCustomStatus(draft: TicketDraft, wanted: string | null | undefined): boolean {
  const { customStatusId: before, status } = draft.ticket;
  if (wanted === undefined || wanted === before) return false;
  if (wanted !== null) requireLabelOf(draft, wanted, status);
  draft.set({ customStatusId: wanted }).log({
    kind: 'ticket.fieldChanged',
    before: { customStatusId: before },
    after: { field: 'customStatusId', customStatusId: wanted },
  });
  return true;
}

function requireLabelOf({ context: { account } }: TicketDraft, id: string, status: Ticket['status']): void {
  const label = account.customStatusById.get(id);
  if (label === undefined) {
    const errors = [{ path: 'customStatusId', message: 'names no custom status' }];
    throw new Refusal('invalid', 'There is no such custom status.', { errors });
  }
  if (label.status === status) return;
  throw new Refusal(
    'status-not-allowed',
    `"${label.label}" stands for ${label.status}; this ticket is ${status}.`,
  );
}
