import type { Instant } from '../business-time/instant.ts';
import type { Reader } from '../ticket/conversation.ts';
import type { Message } from '../ticket/message.ts';
import type { DeliveryNews, MailClaim } from '../ticket/ticket-store.ts';
import type { Delivery } from '../webhook/delivery.ts';
import type { Unsent } from './unsent.ts';

/** The lanes of what goes out. Each change is one transaction, and has no effect when another already took its turn. */
export interface OutboundStore {
  /** Consistent; the one whose turn it is. */
  findFirst(lane: string): Promise<Unsent | undefined>;
  /** Message-IDs of the latest mails of a conversation that people wrote, the newest last. */
  listThread(ticket: Reader): Promise<string[]>;
  /** The latest message that came in, if it is among the last of the conversation. */
  findLastReceived(ticket: Reader): Promise<Message | undefined>;
  /** Counts an automatic mail to an address within its hour; false when there were `most` already. */
  countAutomatic(address: string, limit: { at: Instant; most: number }): Promise<boolean>;
  /** It is on its way no longer. */
  remove(
    unsent: Unsent,
    news: { claims: readonly MailClaim[]; delivery: DeliveryNews | null },
  ): Promise<void>;
  /** From now on it is a delivery. */
  deliver(unsent: Unsent, delivery: Delivery): Promise<void>;
  /** It is tried again at its next moment. */
  postpone(
    unsent: Unsent,
    next: { attempts: number; nextAt: Instant; delivery: DeliveryNews | null },
  ): Promise<void>;
}
