import type { Instant } from '../business-time/instant.ts';
import type { CustomerId, TicketId } from '../ids.ts';
import type { Message } from '../ticket/message.ts';
import type { LeftMessage } from '../ticket/purge-store.ts';
import type { Listed } from '../ticket/ticket-store.ts';

/** An erased customer whose tickets are still on their way to be. */
export interface Erasure {
  readonly customerId: CustomerId;
  readonly at: Instant;
  /** His own, and those of customers that were merged into him. */
  readonly ids: readonly CustomerId[];
  /** Up to which of the tickets of which id it has come. */
  readonly place: { readonly of: number; readonly after: string | null };
}

export interface ErasureStore {
  /** Consistent; undefined once all is done. */
  find(id: CustomerId): Promise<Erasure | undefined>;
  /** Messages of a ticket as they are kept, in order; consistent. */
  listMessages(
    ticketId: TicketId,
    page: { limit: number; after: string | undefined },
  ): Promise<Listed<LeftMessage>>;
  /** Takes texts, files, mails and who wrote them out of messages, with the claims of their mails. */
  redact(messages: readonly Message[]): Promise<void>;
  /** What he wrote beside his ratings of a ticket; the ratings themselves count on. */
  removeComments(ticketId: TicketId): Promise<void>;
  /** What rules told other systems of it, which names him. */
  removeCalls(ticketId: TicketId): Promise<void>;
  /** Repeats of requests about him are told from now on only that they were done. */
  forgetAnswers(id: CustomerId): Promise<void>;
  /** It goes on from there at that time. */
  goOn(id: CustomerId, place: Erasure['place'], at: Instant): Promise<void>;
  finish(id: CustomerId): Promise<void>;
}
