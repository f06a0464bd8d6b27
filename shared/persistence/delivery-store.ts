import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Breaker } from '#shared/domain/webhook/breaker.ts';
import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import type { BreakerStore, DeliveryStore } from '#shared/domain/webhook/delivery-store.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import { dueKeys, shardOf } from './keys.ts';
import { afterDelivery, breakerOf, deliveryById, deliveryParts } from './keys-webhook.ts';
import { ConditionLost } from './lost-race.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, putOver, type Write } from './write.ts';

/** After its last change. */
const keptSeconds = 30 * 86_400;

/** @param dueShards shards of the due index, in which deliveries wait for their next try. */
export function openDeliveryStore(table: Table, dueShards: number): DeliveryStore {
  return {
    find: async (subscriptionId, deliveryId) => {
      const item = await table.get(deliveryById(subscriptionId, deliveryId));
      return item === undefined ? undefined : thingOf<Delivery>(item);
    },
    add: (delivery) => {
      const writes = [deliveryWrite(delivery, dueShards)];
      return commitNamed<'added' | 'exists'>(table, expecting(writes, 'exists'), 'added');
    },
    save: (delivery, keep) => {
      const kept = keep === undefined ? [] : [keptAnswerWrite(keep)];
      const writes = [
        ...expecting(kept, 'kept-already'),
        ...expecting([deliveryWrite(delivery, dueShards)], 'changed-meanwhile'),
      ];
      return commitNamed<'saved' | 'changed-meanwhile' | 'kept-already'>(table, writes, 'saved');
    },
    list: async (subscriptionId, { limit, after }) => {
      const page = { limit: limit + 1, after: after && afterDelivery(after), backward: true };
      const parts = await Promise.all(deliveryParts(subscriptionId).map((part) => table.query(part, page)));
      const found = parts.flat().map((item) => thingOf<Delivery>(item));
      const items = found.sort((one, other) => (one.id > other.id ? -1 : 1)).slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
  };
}

function deliveryWrite(delivery: Delivery, dueShards: number): Write {
  const { id, subscriptionId, version, nextAt, updatedAt } = delivery;
  const due = nextAt === null ? {} : dueKeys({ at: nextAt, sweep: 'wake' }, shardOf(id, dueShards));
  const expiresAt = Math.floor(toEpochMs(updatedAt) / 1000) + keptSeconds;
  const key = deliveryById(subscriptionId, id);
  const thing = { data: delivery, beside: { ...due, expiresAt } };
  return version === 1
    ? putNew(key, 'delivery', thing)
    : putOver(key, 'delivery', { ...thing, version: version - 1 });
}

/** What nobody calls any more is forgotten with its deliveries. */
export function openBreakerStore(table: Table, now: () => number): BreakerStore {
  return {
    findMany: async (ids) => {
      const items = await table.getMany([...new Set(ids)].map(breakerOf));
      return new Map(items.map((item) => [item.pk, thingOf<Breaker>(item)]));
    },
    save: async (subscriptionId, breaker) => {
      const beside = { expiresAt: Math.floor(now() / 1000) + keptSeconds };
      const thing = { data: breaker, beside };
      const key = breakerOf(subscriptionId);
      const write =
        breaker.version === 1
          ? putNew(key, 'breaker', thing)
          : putOver(key, 'breaker', { ...thing, version: breaker.version - 1 });
      try {
        await table.commit([write]);
        return true;
      } catch (error) {
        if (error instanceof ConditionLost) return false;
        throw error;
      }
    },
  };
}
