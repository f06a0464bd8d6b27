import { foldText } from '#shared/domain/rule/operators.ts';
import type { LeftMessage, PurgeStore } from '#shared/domain/ticket/purge-store.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import { findClaims } from './find-claims.ts';
import * as keys from './keys.ts';
import { ConditionLost } from './lost-race.ts';
import type { Item, Table } from './table.ts';
import type { TableShards } from './table-shards.ts';
import { thingOf, toMessage } from './ticket-item.ts';
import { entryWrite } from './ticket-writes.ts';
import { put, remove, removeOver, type Write } from './write.ts';

export function openPurgeStore(table: Table, shards: TableShards): PurgeStore {
  return {
    begin: (change) => begin(table, change, shards),
    listLeft: async (ticketId, limit) =>
      (await table.query(keys.messagesOf(ticketId), { limit })).map(toLeftMessage),
    remove: async (messages) => {
      const claims = await findClaims(table, messages);
      await table.commit([
        ...claims.map(({ mailMessageId }) => remove(keys.mailByMessageId(mailMessageId))),
        ...messages.map((message) => remove(keys.messageOf(message.ticketId, message.ticketVersion))),
      ]);
    },
    end: (ticketId) => table.commit([remove(keys.purgeOf(ticketId))]),
  };
}

async function begin(table: Table, change: TicketChange, shards: TableShards): Promise<boolean> {
  try {
    await table.commit(firstWrites(change, shards));
    return true;
  } catch (error) {
    if (error instanceof ConditionLost) return false;
    throw error;
  }
}

function firstWrites({ before, after, entries }: TicketChange, shards: TableShards): Write[] {
  const { id, tags, updatedAt } = after;
  const tagRows = new Set(tags.map(foldText));
  return [
    removeOver(keys.ticketById(id), before?.version ?? 0),
    put(keys.purgeOf(id), 'purge', {
      data: { ticketId: id, at: updatedAt },
      beside: keys.dueKeys({ at: updatedAt, sweep: 'wake' }, keys.shardOf(id, shards.due)),
    }),
    remove(keys.viewersOf(id)),
    ...[...tagRows].map((tag) => remove(keys.tagOf(id, tag))),
    ...entries.map((entry) => entryWrite(entry, shards)),
  ];
}

export const toLeftMessage = (item: Item): LeftMessage => ({
  message: toMessage(item),
  textKey: thingOf<{ contentKey?: string }>(item).contentKey ?? null,
});
