import type { OutboundStore } from '#shared/domain/outbound/outbound-store.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { conversationOf, type Reader } from '#shared/domain/ticket/conversation.ts';
import type { Message } from '#shared/domain/ticket/message.ts';
import { countInHour } from './hour-counts.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import { thingOf, toMessage } from './ticket-item.ts';
import { deliveryWrite } from './ticket-writes.ts';
import { put, removeExisting, update, type Write } from './write.ts';

/** Threads hold together by the ids of their last mails. */
const threadLength = 20;

export function openOutboundStore(table: Table): OutboundStore {
  return {
    findFirst: async (lane) => {
      const [item] = await table.query(keys.unsentOf(lane), { limit: 1 });
      return item === undefined ? undefined : thingOf<Unsent>(item);
    },
    listThread: async (ticket) => {
      const messages = (await listLatest(table, ticket)).filter(({ automatic }) => automatic === null);
      return messages.flatMap(({ mailMessageId }) => mailMessageId ?? []).reverse();
    },
    findLastReceived: async (ticket) =>
      (await listLatest(table, ticket)).find(({ type }) => type === 'message'),
    countAutomatic: (address, limit) => countInHour(table, `automatic ${address}`, limit),
    remove: (unsent, { claims, delivery }) =>
      commitOnce(table, [
        removeExisting(keys.unsentAt(unsent.lane, unsent.order)),
        ...claims.map((claim) => put(keys.mailByMessageId(claim.mailMessageId), 'mail', { data: claim })),
        ...(delivery === null ? [] : [deliveryWrite(delivery)]),
      ]),
    postpone: (unsent, { attempts, nextAt, delivery }) =>
      commitOnce(table, [
        update(keys.unsentAt(unsent.lane, unsent.order), {
          set: [
            [['data', 'attempts'], attempts],
            [['data', 'nextAt'], nextAt],
            [['dueAt'], nextAt],
          ],
          when: (names) => `${names.path(['data', 'attempts'])} = ${names.value(unsent.attempts)}`,
        }),
        ...(delivery === null ? [] : [deliveryWrite(delivery)]),
      ]),
  };
}

/** The last messages of a conversation, the newest first; those of several tickets by time. */
async function listLatest(table: Table, ticket: Reader): Promise<Message[]> {
  const latest = await Promise.all(
    conversationOf(ticket).map(async (stretch) => {
      const { range, end } = keys.messagesWithin(stretch);
      return table.query(range, { limit: threadLength, after: end, backward: true });
    }),
  );
  const messages = latest.flat().map(toMessage);
  if (latest.length === 1) return messages;
  return messages.toSorted((one, other) => (one.createdAt > other.createdAt ? -1 : 1)).slice(0, threadLength);
}

/** A lost condition means that it was done already. */
async function commitOnce(table: Table, writes: readonly Write[]): Promise<void> {
  try {
    await table.commit(writes);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}
