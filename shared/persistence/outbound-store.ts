import type { OutboundStore } from '#shared/domain/outbound/outbound-store.ts';
import type { Unsent } from '#shared/domain/outbound/unsent.ts';
import { webhookDeliveryWrite } from './delivery-writes.ts';
import { countInHour } from './hour-counts.ts';
import * as keys from './keys.ts';
import { listLatest } from './latest-messages.ts';
import { ConditionLost } from './lost-race.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { deliveryWrite } from './ticket-writes.ts';
import { put, removeExisting, update, type Write } from './write.ts';

/** @param dueShards shards of the due index, in which deliveries wait for their next try. */
export function openOutboundStore(table: Table, dueShards: number): OutboundStore {
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
    deliver: (unsent, delivery) =>
      commitOnce(table, [
        removeExisting(keys.unsentAt(unsent.lane, unsent.order)),
        webhookDeliveryWrite(delivery, dueShards),
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

/** A lost condition means that it was done already. */
async function commitOnce(table: Table, writes: readonly Write[]): Promise<void> {
  try {
    await table.commit(writes);
  } catch (error) {
    if (!(error instanceof ConditionLost)) throw error;
  }
}
