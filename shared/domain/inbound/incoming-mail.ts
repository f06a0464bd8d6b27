import type { Instant } from '../business-time/instant.ts';
import type { SourceId } from '../ids.ts';

/** A file that came with a mail. */
export interface IncomingFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Shown in the text. */
  readonly inline: boolean;
  readonly contentId: string | null;
}

/** A mail in the words of the domain: read, folded and sanitised. Addresses are in lower case. */
export interface IncomingMail {
  /** By what it is known: its Message-ID, else a hash of envelope and raw bytes. */
  readonly id: string;
  readonly mailMessageId: string | null;
  /** Of author, subject, date and body: tells a copy from another mail under the same id. */
  readonly digest: string;
  /** Message-IDs that it answers, the nearest first. */
  readonly answers: readonly string[];
  /** Message-IDs of mails that it reports on (bounce, delay, receipt). */
  readonly reportsOn: readonly string[];
  /** What the other side said about an undelivered mail. */
  readonly bounceReason: string | null;
  /** The ticket's code that it carries in a recipient or the subject. */
  readonly code: string | null;
  /** Who gets the answer. */
  readonly author: { readonly address: string | null; readonly name: string | null };
  /** It carries the mark of a mail that we sent. */
  readonly isMarkedOurs: boolean;
  /** Mailboxes to which it was really delivered. */
  readonly deliveredTo: readonly string[];
  /** To and Cc. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** All of them, by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly text: string;
  readonly visibleText: string;
  readonly html: string | null;
  /** Kind of an automatic mail; null for a person's. */
  readonly automatic: string | null;
  readonly isSpam: boolean;
  readonly hasVirus: boolean;
  /** Why it could not be understood; null when it was. */
  readonly unreadable: string | null;
  readonly files: readonly IncomingFile[];
  /** Files beyond what is taken from one mail. */
  readonly filesLeftOut: number;
}

/** Where a mail lies that was accepted. */
export interface StoredMail {
  readonly bucket: string;
  readonly key: string;
  readonly receivedAt: Instant;
}

/** A stored mail as it came, with what the way in knew beside it. */
export interface RawMail {
  readonly bytes: Uint8Array;
  readonly envelope: MailEnvelope;
}

export interface MailEnvelope {
  /** The source whose webhook took it; null when recipients choose. */
  readonly sourceId: SourceId | null;
  readonly sender: string | null;
  readonly recipient: string | null;
}
