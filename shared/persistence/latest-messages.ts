import { conversationOf, type Reader } from '#shared/domain/ticket/conversation.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import * as keys from './keys.ts';
import type { Table } from './table.ts';
import { toMessage } from './ticket-item.ts';

/** Threads hold together by the ids of their last mails; what lies further back is asked for by nobody. */
const mostLatest = 20;

/** The last messages of a conversation, the newest first; those of several tickets by time. */
export async function listLatest(table: Table, ticket: Reader): Promise<Message[]> {
  const latest = await Promise.all(
    conversationOf(ticket).map(async (stretch) => {
      const { range, end } = keys.messagesWithin(stretch);
      return table.query(range, { limit: mostLatest, after: end, backward: true });
    }),
  );
  const messages = latest.flat().map(toMessage);
  if (latest.length === 1) return messages;
  return messages.toSorted((one, other) => (one.createdAt > other.createdAt ? -1 : 1)).slice(0, mostLatest);
}
