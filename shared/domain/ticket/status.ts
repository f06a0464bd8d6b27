/** The statuses of a ticket and every move that `POST …/status` accepts (behaviour.md section 1). */
export const ticketStatuses = ['new', 'open', 'answered', 'postponed', 'resolved'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const allowedMoves: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  new: ['answered', 'postponed', 'resolved'],
  open: ['answered', 'postponed', 'resolved'],
  answered: ['open', 'postponed', 'resolved'],
  postponed: ['new', 'open', 'resolved'],
  resolved: ['open'],
};

export function isMoveAllowed(from: TicketStatus, to: TicketStatus): boolean {
  return allowedMoves[from].includes(to);
}

/** A ticket in one of these waits for somebody: it counts as load and stands in To solve. */
export function isWaiting(status: TicketStatus): boolean {
  return status === 'new' || status === 'open';
}
