import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import { safeFileName } from '#shared/domain/attachment/file-name.ts';
import { type Address, isUsableAddress, toPlainLine } from './address.ts';
import { outgoingSubject } from './outgoing-subject.ts';

export interface OutgoingAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Without brackets; null for a file that the text does not show. */
  readonly contentId: string | null;
}

export interface OutgoingMail {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** True: answers go to `local+CODE@domain` of the sender. */
  readonly plusAddressing: boolean;
  readonly ticket: { readonly id: string; readonly code: string } | null;
  /** Our id of the message, `msg_…`; also the seed of the boundaries, so that a retry sends the same bytes. */
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** With brackets, see `outgoingMessageId`. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** RFC 3834: an answer to one mail, or a notice; null for what a person wrote. */
  readonly automatic: 'auto-replied' | 'auto-generated' | null;
  readonly attachments: readonly OutgoingAttachment[];
  /** ISO 8601; the Date of the mail. */
  readonly sentAt: string;
}

/** The first is the thread, the last are what mail programs look for; servers refuse headers without end. */
const maxReferences = 20;

function toMailbox(one: Address): { name: string; address: string } {
  if (!isUsableAddress(one.address)) throw new Error('A mail can only be composed for a plain address.');
  return { name: toPlainLine(one.name ?? ''), address: one.address };
}

/** `help@example.com` and `ABC-DEFGH-123` become `help+ABC-DEFGH-123@example.com`. */
export function toPlusAddress(address: string, code: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${code}${address.slice(at)}`;
}

function toMessageId(text: string): string | null {
  const id = text.trim().replace(/^<|>$/g, '');
  return /^[^<>\s\p{Cc}]{1,998}$/u.test(id) ? `<${id}>` : null;
}

function chooseReferences(mail: OutgoingMail): string[] {
  const all = [...mail.references, mail.inReplyTo ?? ''].map(toMessageId).filter((id) => id !== null);
  const ids = [...new Set(all)];
  return ids.length <= maxReferences ? ids : [...ids.slice(0, 1), ...ids.slice(1 - maxReferences)];
}

function ownHeaders(mail: OutgoingMail): Record<string, string> {
  return {
    ...(mail.ticket ? { 'X-Smista-Ticket': toPlainLine(mail.ticket.id) } : {}),
    'X-Smista-Message': toPlainLine(mail.id),
    ...(mail.automatic ? { 'Auto-Submitted': mail.automatic, 'X-Auto-Response-Suppress': 'All' } : {}),
  };
}

function toAttachments(mail: OutgoingMail): NonNullable<MailComposerOptions['attachments']> {
  return mail.attachments.map((one) => ({
    filename: safeFileName(one.name) || 'attachment',
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(one.type) ? one.type : 'application/octet-stream',
    content: Buffer.from(one.bytes),
    contentDisposition: one.contentId && mail.html ? 'inline' : 'attachment',
    ...(one.contentId ? { cid: toPlainLine(one.contentId).replace(/[<>\s]/g, '') } : {}),
  }));
}

function toThread(mail: OutgoingMail): Partial<MailComposerOptions> {
  const inReplyTo = toMessageId(mail.inReplyTo ?? '');
  const references = chooseReferences(mail);
  return { ...(inReplyTo ? { inReplyTo } : {}), ...(references.length > 0 ? { references } : {}) };
}

/**
 * Composes the raw bytes of a mail, the same for the same input. Names and subjects may hold anything; refuses (throws)
 * an address that is not one plain address. Reads no files, fetches nothing, adds no picture that reports reading.
 */
export async function composeMail(mail: OutgoingMail): Promise<Uint8Array> {
  const { address } = mail.from;
  const options: MailComposerOptions = {
    from: toMailbox(mail.from),
    to: mail.to.map(toMailbox),
    cc: mail.cc.map(toMailbox),
    replyTo:
      mail.plusAddressing && mail.ticket
        ? toMailbox({ address: toPlusAddress(address, mail.ticket.code), name: mail.from.name })
        : undefined,
    subject: outgoingSubject({
      subject: mail.subject,
      code: mail.ticket?.code ?? null,
      isReply: mail.inReplyTo !== null,
    }),
    messageId: toMessageId(mail.messageId) ?? undefined,
    ...toThread(mail),
    date: new Date(mail.sentAt),
    headers: ownHeaders(mail),
    text: mail.text,
    ...(mail.html ? { html: mail.html } : {}),
    attachments: toAttachments(mail),
    baseBoundary: mail.id.replace(/[^\w]/g, ''),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return await new MailComposer(options).compile().build();
}
