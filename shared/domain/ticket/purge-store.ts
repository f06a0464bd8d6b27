import type { AuditEntry } from '../account/audit-entry.ts';
import type { TicketId } from '../ids.ts';
import type { Message } from './message.ts';
import type { Stretch } from './ticket.ts';
import type { TicketChange } from './ticket-change.ts';
import type { Trace } from './ticket-store.ts';

/** A message of a purged ticket as it is kept, and the object that holds its long text. */
export interface LeftMessage {
  readonly message: Message;
  readonly textKey: string | null;
}

/** What is left to be removed of a ticket that is gone. */
export interface Remains {
  readonly ticketId: TicketId;
  /** The messages that it read and gave to nobody, wherever they stand. */
  readonly stretches: readonly Stretch[];
  /** Tickets that were merged into it: they go with it. */
  readonly mergedIds: readonly TicketId[];
}

export interface BesidePurge {
  readonly remains: Remains;
  readonly audit: AuditEntry;
  /** Where its messages went, if others read them. */
  readonly trace?: Trace;
}

export interface PurgeStore {
  /**
   * One transaction: nobody finds the ticket any more, and what is left of it has become due. Its timeline stays and
   * takes up the entries of the change, and the audit log its own. False when the ticket changed meanwhile.
   */
  begin(change: TicketChange, beside: BesidePurge): Promise<boolean>;
  /** Consistent; undefined when nothing is left, or nothing was ever purged. */
  findRemains(ticketId: TicketId): Promise<Remains | undefined>;
  /** The first that are left; consistent. */
  listLeft(remains: Remains, limit: number): Promise<LeftMessage[]>;
  /** Messages and the claims of their mails; those that are gone already are no fault. */
  remove(messages: readonly Message[]): Promise<void>;
  /** What customers said of how they were served. */
  removeRatings(ticketId: TicketId): Promise<void>;
  /** What rules told other systems of it. */
  removeCalls(ticketId: TicketId): Promise<void>;
  /** Nothing is left: nothing is due any more. */
  end(ticketId: TicketId): Promise<void>;
}

/** What of a message lies in object storage. */
export interface MessageObjects {
  /** Files, long text and the mail as it came; those that are gone already are no fault. */
  remove(left: LeftMessage): Promise<void>;
}
