import { foldText } from '#shared/domain/fold-text.ts';
import type { TicketId } from '#shared/domain/ids.ts';
import type { BesidePurge, LeftMessage, PurgeStore, Remains } from '#shared/domain/ticket/purge-store.ts';
import type { TicketChange } from '#shared/domain/ticket/ticket-change.ts';
import { auditWrite } from './audit-writes.ts';
import { removeCallsAbout } from './calls-about.ts';
import { findClaims } from './find-claims.ts';
import { isCommitted } from './is-committed.ts';
import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import type { TableShards } from './table-shards.ts';
import { thingOf, toMessage } from './ticket-item.ts';
import { entryWrite, traceWrite } from './ticket-writes.ts';
import { put, remove, removeOver, type Write } from './write.ts';

export function openPurgeStore(table: Table, shards: TableShards): PurgeStore {
  return {
    begin: (change, beside) => isCommitted(table, firstWrites(change, beside, shards)),
    findRemains: async (ticketId) => {
      const item = await table.get(keys.purgeOf(ticketId));
      return item === undefined ? undefined : toRemains(item);
    },
    listLeft: async ({ stretches }, limit) => {
      for (const stretch of stretches) {
        const { range, after } = keys.messagesWithin(stretch);
        const items = await table.query(range, { limit, after });
        if (items.length > 0) return items.map(toLeftMessage);
      }
      return [];
    },
    remove: async (messages) => {
      const claims = await findClaims(table, messages);
      await table.commit([
        ...claims.map(({ mailMessageId }) => remove(keys.mailByMessageId(mailMessageId))),
        ...messages.map((message) => remove(keys.messageOf(message.ticketId, message.ticketVersion))),
      ]);
    },
    removeRatings: (ticketId) => removeRatings(table, ticketId),
    removeCalls: (ticketId) => removeCallsAbout(table, ticketId),
    end: (ticketId) => table.commit([remove(keys.purgeOf(ticketId))]),
  };
}

/** What began before tickets were merged has only its own messages. */
function toRemains(item: Item): Remains {
  const { ticketId, stretches, mergedIds = [] } = thingOf<Partial<Remains> & Pick<Remains, 'ticketId'>>(item);
  return { ticketId, mergedIds, stretches: stretches ?? [{ ticketId, from: 1, upTo: null }] };
}

function firstWrites(
  { before, after, entries }: TicketChange,
  { remains, audit, trace }: BesidePurge,
  shards: TableShards,
): Write[] {
  const { id, tags, updatedAt } = after;
  const tagRows = new Set(tags.map(foldText));
  return [
    removeOver(keys.ticketById(id), before?.version ?? 0),
    put(keys.purgeOf(id), 'purge', {
      data: { ...remains, at: updatedAt },
      beside: keys.dueKeys({ at: updatedAt, sweep: 'wake' }, keys.shardOf(id, shards.due)),
    }),
    remove(keys.viewersOf(id)),
    ...[...tagRows].map((tag) => remove(keys.tagOf(id, tag))),
    ...entries.map((entry) => entryWrite(entry, shards)),
    auditWrite(audit),
    ...(trace === undefined ? [] : [traceWrite(trace)]),
  ];
}

/** So many at once that each transaction stays below its hundred writes. */
const ratingsAtOnce = 50;

async function removeRatings(table: Table, ticketId: TicketId): Promise<void> {
  for (;;) {
    const ratings = await table.query(keys.ratingsOf(ticketId), { limit: ratingsAtOnce });
    if (ratings.length === 0) return;
    await table.commit(ratings.map(remove));
  }
}

export const toLeftMessage = (item: Item): LeftMessage => ({
  message: toMessage(item),
  textKey: thingOf<{ contentKey?: string }>(item).contentKey ?? null,
});
