import { createHash } from 'node:crypto';
import { toMailbox } from '#shared/channels/email/address.ts';
import { chooseCustomer } from '#shared/channels/email/choose-customer.ts';
import { findCode } from '#shared/channels/email/find-code.ts';
import { foldQuoted } from '#shared/channels/email/fold-quoted.ts';
import { headersByName } from '#shared/channels/email/headers-by-name.ts';
import { parseMessageIds } from '#shared/channels/email/message-ids.ts';
import { parseMail } from '#shared/channels/email/parse-mail.ts';
import type { ParsedMail } from '#shared/channels/email/parsed-mail.ts';
import { sanitizeHtml } from '#shared/channels/email/sanitize-html.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { MailAddress } from '#shared/domain/customer/mail-address.ts';
import type { ReadMail } from '#shared/domain/inbound/inbound-desk.ts';
import type { IncomingMail, RawMail } from '#shared/domain/inbound/incoming-mail.ts';
import { addressesOfSource, isEmailSource, ownMailboxes } from '#shared/domain/inbound/own-mailboxes.ts';

/** Every mail that we send carries it. */
const ownMark = 'x-smista-message';
const longestReason = 300;
/** Their names stand in one item of the table (400 KB). */
const mostFiles = 250;

/** A raw mail in the words of the domain: read, folded and sanitised. */
export const readMail: ReadMail = async (raw, account) => {
  const parsed = await parseMail(raw.bytes);
  const mailMessageId = parseMessageIds(parsed.messageId ?? '')[0] ?? parsed.messageId;
  return {
    id: mailMessageId ?? hashOf(raw),
    mailMessageId,
    digest: parsed.digest,
    answers: [...new Set([...parsed.inReplyTo, ...parsed.references.toReversed()])],
    reportsOn: parsed.returnedMessageIds,
    ...readPeople(parsed, raw, account),
    ...readContent(parsed, raw),
    automatic: parsed.automatic.kind === 'none' ? null : parsed.automatic.kind,
    headers: headersByName(parsed.headers),
    isSpam: parsed.spamVerdict === 'FAIL',
    hasVirus: parsed.virusVerdict === 'FAIL',
    unreadable: whyUnreadable(parsed),
  };
};

/** Stands for the id of a mail that has none: the same bytes from the same envelope are the same mail. */
function hashOf({ bytes, envelope }: RawMail): string {
  const { sourceId, sender, recipient } = envelope;
  return createHash('sha256')
    .update(JSON.stringify([sourceId, sender, recipient]))
    .update(bytes)
    .digest('hex');
}

function readPeople(parsed: ParsedMail, { envelope }: RawMail, account: Account) {
  const ours = ownMailboxes(account);
  const author = chooseCustomer(parsed, [...ours]);
  const address = MailAddress.safeParse(author?.address).data ?? null;
  const recipients = unique([...parsed.to, ...parsed.cc].map((one) => one.address));
  const deliveredTo = unique([
    ...(envelope.recipient === null ? [] : [envelope.recipient]),
    ...parsed.deliveredTo,
  ]);
  return {
    author: { address, name: (author?.name ?? parsed.from.name)?.slice(0, 200) ?? null },
    isMarkedOurs:
      parsed.headers.some(({ name }) => name === ownMark) ||
      (address !== null && ours.has(toMailbox(address))),
    deliveredTo,
    recipients,
    code: findCode({
      subject: parsed.subject,
      recipients: plusAddresses([...deliveredTo, ...recipients], account),
      messageIds: [...parsed.references, ...parsed.inReplyTo],
    }),
  };
}

const unique = (addresses: readonly string[]) => [
  ...new Set(addresses.map((address) => address.toLowerCase())),
];

/** Only a mailbox that uses plus addressing says anything by it. */
function plusAddresses(addresses: readonly string[], { sourceById }: Account): string[] {
  const sources = [...sourceById.values()]
    .filter(isEmailSource)
    .filter(({ settings }) => settings.plusAddressing);
  const mailboxes = new Set(sources.flatMap(addressesOfSource).map(toMailbox));
  return addresses.filter((address) => mailboxes.has(toMailbox(address)));
}

/** What a writer's program says of a mail; servers on its way add other headers to anything. */
const writtenHeaders = new Set(['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'message-id']);

function whyUnreadable({ reason, headers }: ParsedMail): string | null {
  return reason ?? (headers.some(({ name }) => writtenHeaders.has(name)) ? null : 'no-headers');
}

const longestUnread = 100_000;

/** What a person can still make of bytes that are no mail. */
function readAnyway({ bytes }: RawMail): string {
  return new TextDecoder().decode(bytes.subarray(0, longestUnread)).replaceAll('\0', '').trim();
}

function readContent(parsed: ParsedMail, raw: RawMail) {
  const { subject, html, attachments, attachmentsLeftOut } = parsed;
  const text = parsed.text === '' && whyUnreadable(parsed) !== null ? readAnyway(raw) : parsed.text;
  return {
    subject,
    text,
    visibleText: foldQuoted({ text, html }).visibleText,
    html: html === null ? null : sanitizeHtml(html),
    files: attachments.slice(0, mostFiles),
    filesLeftOut: attachmentsLeftOut + Math.max(0, attachments.length - mostFiles),
    bounceReason: parsed.automatic.kind === 'bounce' ? findBounceReason(raw.bytes, text) : null,
  } satisfies Partial<IncomingMail>;
}

/** The report's own words, else the first line of the text that begins with a refusal's number. */
function findBounceReason(bytes: Uint8Array, text: string): string | null {
  const report = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_000_000)).toString(
    'latin1',
  );
  const said = /^diagnostic-code:[ \t]*(?:[\w-]+[ \t]*;)?[ \t]*(\S[^\r\n]*(?:\r?\n[ \t][^\r\n]+)*)/im.exec(
    report,
  );
  const reason = said?.[1] ?? /\b[45]\d\d[ -][^\n]{1,300}/.exec(text)?.[0];
  return reason?.replaceAll(/\s+/g, ' ').trim().slice(0, longestReason) ?? null;
}
