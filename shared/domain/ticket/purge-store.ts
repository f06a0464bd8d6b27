import type { TicketId } from '../ids.ts';
import type { Message } from './message.ts';
import type { TicketChange } from './ticket-change.ts';

/** A message of a purged ticket as it is kept, and the object that holds its long text. */
export interface LeftMessage {
  readonly message: Message;
  readonly textKey: string | null;
}

export interface PurgeStore {
  /**
   * One transaction: nobody finds the ticket any more, and what is left of it has become due. Its timeline stays and
   * takes up the entries of the change. False when the ticket changed meanwhile.
   */
  begin(change: TicketChange): Promise<boolean>;
  /** The first that are left; consistent. */
  listLeft(ticketId: TicketId, limit: number): Promise<LeftMessage[]>;
  /** Messages and the claims of their mails; those that are gone already are no fault. */
  remove(messages: readonly Message[]): Promise<void>;
  /** What customers said of how they were served. */
  removeRatings(ticketId: TicketId): Promise<void>;
  /** Nothing is left: nothing is due any more. */
  end(ticketId: TicketId): Promise<void>;
}

/** What of a message lies in object storage. */
export interface MessageObjects {
  /** Files, long text and the mail as it came; those that are gone already are no fault. */
  remove(left: LeftMessage): Promise<void>;
}
