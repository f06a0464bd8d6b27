import type { Instant } from '../business-time/instant.ts';
import type { Attachment } from '../ticket/message.ts';

export interface Mailbox {
  readonly address: string;
  readonly name: string | null;
}

/** A mail to be sent, before it is bytes. The same one gives the same bytes and the same Message-ID. */
export interface OutgoingMail {
  /** The message's id, or one that is as good for a notice. */
  readonly id: string;
  /** Null: it is about none. */
  readonly ticket: { readonly id: string; readonly code: string } | null;
  readonly from: Mailbox;
  /** Answers go to `local+CODE@domain` of the sender. */
  readonly plusAddressing: boolean;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** Message-IDs of the conversation, the newest last. */
  readonly thread: readonly string[];
  readonly isNotice: boolean;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Instant;
}

/** What the provider said. */
export type SendOutcome =
  | {
      readonly kind: 'sent';
      readonly externalId: string;
      /** Ours, and the one that the recipients see where the provider replaces ours: it stands last. */
      readonly mailMessageIds: readonly string[];
    }
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string };

/** Never throws for what a provider says. A repeat sends the same Message-ID. */
export type SendMail = (mail: OutgoingMail) => Promise<SendOutcome>;
