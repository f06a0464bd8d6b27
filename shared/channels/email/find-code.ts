import { parseCode } from '#shared/domain/ticket/code.ts';
import { codeOfMessageId } from './outgoing-message-id.ts';

const bracketed = /\[\s*([a-z]{3}-[a-z]{5}-\d{3})\s*\]/i;
const loose = /(?<![a-z0-9-])([a-z]{3}-[a-z]{5}-\d{3})(?![a-z0-9-])/i;

function codeOfRecipient(address: string): string | null {
  const plus = /\+([^+@]{1,40})@/.exec(address)?.[1];
  return plus ? parseCode(plus) : null;
}

/**
 * The ticket's code that a mail carries: in a Message-ID of ours that it answers (the newest counts), as plus part of a
 * recipient, or in the subject. Knowing a code is not enough to write into a ticket: the caller checks who writes.
 */
export function findCode(mail: {
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly messageIds?: readonly string[];
}): string | null {
  const answered = mail.messageIds?.map(codeOfMessageId).findLast((code) => code !== null);
  const written = mail.recipients.map(codeOfRecipient).find((code) => code !== null);
  const inSubject = bracketed.exec(mail.subject)?.[1] ?? loose.exec(mail.subject)?.[1];
  return answered ?? written ?? inSubject?.toUpperCase() ?? null;
}
