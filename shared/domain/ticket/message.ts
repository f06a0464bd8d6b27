import type { Instant } from '../business-time/instant.ts';
import type { AttachmentId, MessageId, TicketId } from '../ids.ts';

export interface Attachment {
  readonly id: AttachmentId;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly inline: boolean;
  readonly contentId: string | null;
  /** `left-out`: larger than the source allows; `blocked`: a virus was found; both have no object. */
  readonly state: 'stored' | 'left-out' | 'blocked';
}

/** What became of a message that goes out. */
export interface Delivery {
  readonly state: 'queued' | 'sent' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly externalId: string | null;
  readonly reason: string | null;
  readonly at: Instant;
}

export interface Author {
  readonly kind: 'agent' | 'customer' | 'system' | 'rule';
  readonly id: string | null;
  readonly name: string | null;
}

export interface Message {
  readonly id: MessageId;
  readonly ticketId: TicketId;
  /** The ticket's version that this message came with. */
  readonly ticketVersion: number;
  readonly type: 'message' | 'reply' | 'note';
  readonly author: Author;
  readonly body: string;
  /** The body without what it quotes. */
  readonly visibleText: string;
  /** Sanitised; null when there is none. */
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
  /** Null for what came in and for notes. */
  readonly delivery: Delivery | null;
  /** The provider's id, exactly as received or given. */
  readonly externalId: string | null;
  /** RFC Message-ID of a mail, for threading. */
  readonly mailMessageId: string | null;
  /** The id under which its mail is known; null for what came in another way and for ours. */
  readonly claimId: string | null;
  /** Why nobody answers it automatically; null for a person's message. */
  readonly automatic: string | null;
  /** Remarks of the system for the reader: unreadable mail, attachment left out, same Message-ID with other content. */
  readonly remarks: readonly string[];
  readonly raw: { readonly bucket: string; readonly key: string } | null;
  readonly createdAt: Instant;
}
