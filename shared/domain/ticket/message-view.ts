import type { Attachment, Message } from './message.ts';

/** Where a file of a message is fetched, given its id. */
export type FileAddress = (id: Attachment['id']) => string;

/** A message as the API shows it: where its raw mail lies stays inside. */
export function toMessageView(message: Message, addressOf: FileAddress) {
  const { id, type, author, body, visibleText, html, delivery, externalId, automatic, remarks, createdAt } =
    message;
  const attachments = message.attachments.map((one) => toAttachmentView(one, addressOf));
  return {
    id,
    type,
    author,
    body,
    visibleText,
    html,
    attachments,
    delivery,
    externalId,
    automatic,
    remarks,
    createdAt,
  };
}

/** What was left out or blocked has no address. */
export function toAttachmentView({ id, name, type, sizeBytes, state }: Attachment, addressOf: FileAddress) {
  return { id, name, type, size: sizeBytes, state, url: state === 'stored' ? addressOf(id) : null };
}
