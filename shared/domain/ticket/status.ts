/** The statuses of a ticket (behaviour.md section 1). Nobody enters `chatting` and `calling` by a move. */
export const ticketStatuses = [
  'new',
  'open',
  'answered',
  'postponed',
  'resolved',
  'closed',
  'spam',
  'deleted',
  'chatting',
  'calling',
] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Where a move leads that the ticket, or the account, knows better than the table. */
export type MoveTarget = TicketStatus | 'former' | 'afterChat' | 'afterCall';

/** Every move that `POST …/status` accepts; `former` is the status that the ticket had before. */
export const allowedMoves: Readonly<Record<TicketStatus, readonly MoveTarget[]>> = {
  new: ['answered', 'postponed', 'resolved', 'spam', 'deleted'],
  open: ['answered', 'postponed', 'resolved', 'spam', 'deleted'],
  answered: ['open', 'postponed', 'resolved', 'spam', 'deleted'],
  postponed: ['new', 'open', 'resolved', 'spam', 'deleted'],
  resolved: ['open', 'closed', 'spam', 'deleted'],
  closed: ['deleted'],
  spam: ['former', 'deleted'],
  deleted: ['former'],
  chatting: ['afterChat'],
  calling: ['afterCall'],
};

/** What a ticket has to be asked for its moves. */
interface Standing {
  readonly status: TicketStatus;
  readonly former: readonly { readonly status: TicketStatus }[];
}

interface AfterConversation {
  readonly afterChatStatus: TicketStatus;
  readonly afterCallStatus: TicketStatus;
}

/** The statuses that a ticket may be moved to now. */
export function movesOf({ status, former }: Standing, settings: AfterConversation): TicketStatus[] {
  return allowedMoves[status].flatMap((target): TicketStatus[] => {
    if (target === 'former') return former.slice(-1).map((one) => one.status);
    if (target === 'afterChat') return [settings.afterChatStatus];
    return [target === 'afterCall' ? settings.afterCallStatus : target];
  });
}

/** A ticket in one of these waits for somebody: it counts as load and stands in To solve. */
export function isWaiting(status: TicketStatus): boolean {
  return status === 'new' || status === 'open';
}

/** Set aside as no request, or as nothing to be seen: it goes back only to the status that it had before. */
export function isDiscarded(status: TicketStatus): status is 'spam' | 'deleted' {
  return status === 'spam' || status === 'deleted';
}

/** Whether an agent's reply is accepted. */
export function isAnswerable(status: TicketStatus): boolean {
  return status !== 'closed' && !isDiscarded(status);
}
