import { toEpochMs, toInstant } from '../business-time/instant.ts';
import { unsentSafetySeconds } from '../outbound/unsent.ts';
import type { Attachment, Author, Message } from './message.ts';
import type { TicketDraft } from './ticket-draft.ts';

/** What a message says, before it belongs to a ticket. */
export interface MessageContent {
  readonly id?: Message['id'];
  readonly type: Message['type'];
  readonly author: Author;
  readonly body: string;
  readonly visibleText?: string;
  readonly html?: string | null;
  readonly attachments?: readonly Attachment[];
  readonly externalId?: string | null;
  readonly mailMessageId?: string | null;
  readonly claimId?: string | null;
  readonly automatic?: string | null;
  readonly remarks?: readonly string[];
  readonly raw?: Message['raw'];
}

/** The message as the change of this draft brings it. */
export function messageFrom(content: MessageContent, draft: TicketDraft): Message {
  const { at, ids } = draft.context;
  const { type, body, id = ids.next('msg'), visibleText = body } = content;
  return {
    ...bare,
    ...content,
    id,
    ticketId: draft.ticket.id,
    ticketVersion: draft.ticket.version,
    author: withId(content.author, draft),
    visibleText,
    delivery: type === 'reply' ? { state: 'queued', attempts: 0, externalId: null, reason: null, at } : null,
    createdAt: at,
  };
}

/** What a message has unless its content says it. */
const bare = {
  html: null,
  attachments: [],
  externalId: null,
  mailMessageId: null,
  claimId: null,
  automatic: null,
  remarks: [],
  raw: null,
} as const;

/** A customer is known by his ticket, wherever the message came from. */
function withId(author: Author, draft: TicketDraft): Author {
  return author.kind === 'customer' ? { ...author, id: author.id ?? draft.ticket.customer.id } : author;
}

/** Puts a reply into the lane of its conversation. */
export function sendReply(draft: TicketDraft, message: Message): void {
  const { id, version } = draft.ticket;
  draft.send({
    lane: id,
    order: String(version).padStart(10, '0'),
    ticketId: id,
    what: { kind: 'reply', messageId: message.id, ticketVersion: version },
    attempts: 0,
    nextAt: toInstant(toEpochMs(draft.context.at) + unsentSafetySeconds * 1000),
  });
}
