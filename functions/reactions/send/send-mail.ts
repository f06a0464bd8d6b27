import { composeMail, type OutgoingAttachment } from '#shared/channels/email/compose-mail.ts';
import { outgoingMessageId } from '#shared/channels/email/outgoing-message-id.ts';
import type { FileStore } from '#shared/domain/inbound/inbound-desk.ts';
import type { OutgoingMail, SendMail } from '#shared/domain/outbound/outgoing-mail.ts';
import type { Attachment } from '#shared/domain/ticket/message.ts';
import type { SendRawMail } from '#shared/messaging/provider-mail.ts';

/** Composes a mail and hands it to the provider; one that cannot be composed never will be. */
export function sendMailBy(files: Pick<FileStore, 'get'>, sendRaw: SendRawMail): SendMail {
  return async (mail) => {
    const mailMessageId = messageIdOf(mail);
    const attachments = await Promise.all(mail.attachments.map((one) => readFile(one, files)));
    const bytes = await compose(mail, mailMessageId, attachments);
    if (bytes instanceof Error) return { kind: 'refused', code: 'not-composed', reason: bytes.message };
    return sendRaw({
      bytes,
      from: mail.from.address,
      to: mail.to.map(({ address }) => address),
      cc: mail.cc.map(({ address }) => address),
      mailMessageId,
    });
  };
}

async function readFile({ id, name, type, contentId }: Attachment, files: Pick<FileStore, 'get'>) {
  return { name, type, contentId, bytes: await files.get(id) };
}

function messageIdOf({ id, ticket, from }: OutgoingMail): string {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return outgoingMessageId({ ticketCode: ticket?.code ?? null, messageId: id, domain });
}

async function compose(
  { thread, isNotice, ...mail }: OutgoingMail,
  messageId: string,
  attachments: readonly OutgoingAttachment[],
): Promise<Uint8Array | Error> {
  try {
    return await composeMail({
      ...mail,
      messageId,
      inReplyTo: thread.at(-1) ?? null,
      references: thread,
      automatic: isNotice ? 'auto-generated' : null,
      attachments,
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
