import type { Attachment, Author } from '../ticket/message.ts';
import type { MessageContent } from '../ticket/message-content.ts';
import type { NewArrival } from './decide-arrival.ts';
import type { IncomingMail, StoredMail } from './incoming-mail.ts';

/** A mail and what was already done and decided about it. */
export interface Arrived {
  readonly mail: IncomingMail;
  readonly stored: StoredMail;
  readonly decision: NewArrival;
  readonly attachments: readonly Attachment[];
}

/** The message that a mail becomes: its text whole, with remarks about what the reader should know. */
export function contentOf({ mail, stored, decision, attachments }: Arrived, author: Author): MessageContent {
  return {
    type: 'message',
    author,
    body: mail.text,
    visibleText: mail.visibleText,
    html: mail.html,
    attachments,
    externalId: stored.key,
    mailMessageId: mail.mailMessageId,
    claimId: decision.claimId,
    automatic: decision.automatic,
    remarks: remarksOn({ mail, decision, attachments }),
    raw: { bucket: stored.bucket, key: stored.key },
  };
}

/** The list of attachments tells about the others. */
const mostNamed = 20;

function remarksOn({ mail, decision, attachments }: Omit<Arrived, 'stored'>): string[] {
  const remarks = [
    mail.unreadable !== null &&
      `This mail could not be read (${mail.unreadable}). It is kept whole as it came.`,
    decision.reasons.includes('same-id-other-content') &&
      'Another mail came with the same Message-ID and other content.',
    mail.hasVirus && 'A virus was found in this mail; its attachments are blocked.',
    mail.filesLeftOut > 0 && `${mail.filesLeftOut} more attachments are only in the mail as it came.`,
    ...attachments
      .filter(({ state }) => state === 'left-out')
      .slice(0, mostNamed)
      .map(({ name, sizeBytes }) => `"${name}" (${megabytes(sizeBytes)} MB) was left out: it is too large.`),
  ];
  return remarks.filter((remark) => remark !== false);
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
