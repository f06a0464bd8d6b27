import type { KeptAnswer } from '#shared/domain/account/kept-answer.ts';
import type { Breaker } from '#shared/domain/webhook/breaker.ts';
import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import type { BreakerStore, DeliveryStore } from '#shared/domain/webhook/delivery-store.ts';
import { keptSeconds, webhookDeliveryWrite } from './delivery-writes.ts';
import { isCommitted } from './is-committed.ts';
import { keptAnswerWrite } from './kept-answers.ts';
import type { Key } from './keys.ts';
import { afterDelivery, breakerOf, deliveryById, deliveryParts } from './keys-webhook.ts';
import { commitNamed, expecting } from './named-write.ts';
import type { Table } from './table.ts';
import { thingOf } from './ticket-item.ts';
import { putNew, putOver } from './write.ts';

/** @param dueShards shards of the due index, in which deliveries wait for their next try. */
export function openDeliveryStore(table: Table, dueShards: number): DeliveryStore {
  return {
    find: async (ownerId, deliveryId) => {
      const item = await table.get(deliveryById(ownerId, deliveryId));
      return item === undefined ? undefined : thingOf<Delivery>(item);
    },
    add: (delivery, keep) => {
      const writes = [
        ...keptWrites(keep),
        ...expecting([webhookDeliveryWrite(delivery, dueShards)], 'exists'),
      ];
      return commitNamed<'added' | 'exists' | 'kept-already'>(table, writes, 'added');
    },
    save: (delivery, keep) => {
      const writes = [
        ...keptWrites(keep),
        ...expecting([webhookDeliveryWrite(delivery, dueShards)], 'changed-meanwhile'),
      ];
      return commitNamed<'saved' | 'changed-meanwhile' | 'kept-already'>(table, writes, 'saved');
    },
    list: async (ownerId, { limit, after }) => {
      const page = { limit: limit + 1, after: after && afterDelivery(after), backward: true };
      const parts = await Promise.all(deliveryParts(ownerId).map((part) => table.query(part, page)));
      const found = parts.flat().map((item) => thingOf<Delivery>(item));
      const items = found.sort((one, other) => (one.id > other.id ? -1 : 1)).slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
  };
}

const keptWrites = (keep: KeptAnswer | undefined) =>
  expecting(keep === undefined ? [] : [keptAnswerWrite(keep)], 'kept-already');

const placeOf = ({ pk, sk }: Key) => `${pk} ${sk}`;

/** What nobody calls any more is forgotten with its deliveries. */
export function openBreakerStore(table: Table, now: () => number): BreakerStore {
  return {
    findMany: async (endpoints) => {
      const keys = endpoints.map(breakerOf);
      const items = await table.getMany(keys);
      const breakerByPlace = new Map(items.map((item) => [placeOf(item), thingOf<Breaker>(item)]));
      return keys.map((key) => breakerByPlace.get(placeOf(key)));
    },
    save: async (endpoint, breaker) => {
      const beside = { expiresAt: Math.floor(now() / 1000) + keptSeconds };
      const thing = { data: breaker, beside };
      const key = breakerOf(endpoint);
      const write =
        breaker.version === 1
          ? putNew(key, 'breaker', thing)
          : putOver(key, 'breaker', { ...thing, version: breaker.version - 1 });
      return isCommitted(table, [write]);
    },
  };
}
