import type { CustomerId } from '../ids.ts';
import type { Ticket } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import { type ChangeContext, TicketDraft } from './ticket-draft.ts';

/** A ticket without a subject could not be told from others in a list. */
export const erasedSubject = '(erased)';

const isErased = ({ subject, customer, recipients, customFields }: Ticket) =>
  subject === erasedSubject &&
  [customer.name, customer.email, customer.phone].every((shown) => shown === null) &&
  recipients.length === 0 &&
  Object.keys(customFields).length === 0;

/**
 * Takes what people wrote and who they are out of a ticket of these ids: subject, name, addresses and fields. What
 * counts stays (behaviour.md section 11). Null when it is so already, or the ticket is another's.
 */
export function eraseTicket(
  ticket: Ticket,
  customerIds: readonly CustomerId[],
  context: ChangeContext,
): TicketChange | null {
  const { id } = ticket.customer;
  if (!customerIds.includes(id) || isErased(ticket)) return null;
  return TicketDraft.of(ticket, context)
    .set({
      subject: erasedSubject,
      customer: { id, name: null, email: null, phone: null },
      recipients: [],
      customFields: {},
    })
    .log({ kind: 'ticket.erased' })
    .finish();
}

/** An address takes part no longer; null when it does not anyway. */
export function leaveTicket(ticket: Ticket, address: string, context: ChangeContext): TicketChange | null {
  if (!ticket.recipients.includes(address)) return null;
  return TicketDraft.of(ticket, context)
    .set({ recipients: ticket.recipients.filter((one) => one !== address) })
    .log({ kind: 'ticket.erased' })
    .finish();
}
