import type { Automatic } from './automatic-mail.ts';
import type { MailAttachment } from './mail-attachments.ts';
import type { MailHeaders } from './read-headers.ts';

/** Amazon SES: `PASS`, `FAIL`, `GRAY`, `PROCESSING_FAILED`, `DISABLED`; null when it did not look. */
export type Verdict = string | null;

export type UnreadableReason = 'empty' | 'no-headers' | 'too-complex';

/** A mail in our terms. Texts are whole: nothing is folded away or sanitised yet. */
export interface ParsedMail extends MailHeaders {
  /** False when the mail could not be understood; the fields then hold what could be read. */
  readonly readable: boolean;
  readonly reason: UnreadableReason | null;
  /** ISO 8601 in UTC, as the sender claims. */
  readonly sentAt: string | null;
  readonly text: string;
  /** As received; null for mail without HTML. */
  readonly html: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly MailAttachment[];
  /** Parts beyond the five hundredth; they are only in the raw mail. */
  readonly attachmentsLeftOut: number;
  readonly returnedMessageIds: readonly string[];
  readonly automatic: Automatic;
  readonly spamVerdict: Verdict;
  readonly virusVerdict: Verdict;
  readonly digest: string;
}
