import type { Ticket } from '../ticket/ticket.ts';
import { pushesTickets } from './announce-department.ts';
import { announceDue } from './announce-due.ts';
import { tellNews } from './announce-to-rules.ts';
import type { Announce } from './announcement.ts';
import { queueNews } from './queue-news.ts';

/**
 * A ticket began to wait for anyone of its department: routing hears of it, and of which, before the index shows it. And
 * the queue of its department became longer, or shorter.
 */
export const announceTicket: Announce = (change, context) => {
  const { before, after } = change;
  const ticket = after.data as Ticket;
  const waits = after.waitingKey === ticket.departmentId && before?.waitingKey !== after.waitingKey;
  const isPushed = pushesTickets(ticket.departmentId, context);
  const wake = { to: 'routing', departmentId: ticket.departmentId, ticketId: ticket.id } as const;
  return [
    ...(waits && isPushed ? [wake] : []),
    ...tellNews(queueNews((before?.data ?? null) as Ticket | null, ticket), context),
    ...announceDue(change, context),
  ];
};
