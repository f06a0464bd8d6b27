import type { Ticket } from '../ticket/ticket.ts';
import { pushesTickets } from './announce-department.ts';
import { announceDue } from './announce-due.ts';
import type { Announce } from './announcement.ts';

/** A ticket began to wait for anyone of its department: routing hears of it, and of which, before the index shows it. */
export const announceTicket: Announce = (change, context) => {
  const { before, after } = change;
  const ticket = after.data as Ticket;
  const waits = after.waitingKey === ticket.departmentId && before?.waitingKey !== after.waitingKey;
  const isPushed = pushesTickets(ticket.departmentId, context);
  const wake = { to: 'routing', departmentId: ticket.departmentId, ticketId: ticket.id } as const;
  return [...(waits && isPushed ? [wake] : []), ...announceDue(change, context)];
};
