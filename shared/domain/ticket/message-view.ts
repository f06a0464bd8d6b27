import type { Attachment, Message } from './message.ts';

/** A message as the API shows it: where its raw mail lies stays inside. */
export function toMessageView(message: Message) {
  const { id, type, author, body, visibleText, html, delivery, externalId, automatic, remarks, createdAt } =
    message;
  const attachments = message.attachments.map(toAttachmentView);
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

/** Attachments are fetched through links of their own, which come with their route. */
export function toAttachmentView({ id, name, type, sizeBytes, state }: Attachment) {
  return { id, name, type, size: sizeBytes, state, url: null };
}
