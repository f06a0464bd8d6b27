import type { Principal } from '../access/principal.ts';
import type { Desk } from '../desk.ts';
import type { Ticket } from './ticket.ts';
import { toTicketView } from './ticket-view.ts';
import { findVisibleLinks } from './visible-links.ts';

export type ViewDesk = Pick<Desk, 'index' | 'accounts'>;
type TicketView = ReturnType<typeof toTicketView>;

/** Tickets as somebody may see them, by the configuration that was read last; without links nothing more is read. */
export async function viewsFor(
  desk: ViewDesk,
  principal: Principal,
  tickets: readonly Ticket[],
): Promise<TicketView[]> {
  const visible = await findVisibleLinks(desk, { principal, account: await desk.accounts.known() }, tickets);
  return tickets.map((ticket) => toTicketView(ticket, visible));
}

export async function viewFor(desk: ViewDesk, principal: Principal, ticket: Ticket): Promise<TicketView> {
  const [view] = await viewsFor(desk, principal, [ticket]);
  return view as TicketView;
}
