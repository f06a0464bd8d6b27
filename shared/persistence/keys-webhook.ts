import { type Key, shardOf } from './keys.ts';

/** A busy subscription is told of every change of every ticket: its deliveries are never one hot key. */
const deliveryShards = 4;

const partOf = (subscriptionId: string, shard: number) => `HOOK#${subscriptionId}#${shard}`;
const prefix = 'DELIVERY#';

export const deliveryById = (subscriptionId: string, deliveryId: string): Key => ({
  pk: partOf(subscriptionId, shardOf(deliveryId, deliveryShards)),
  sk: `${prefix}${deliveryId}`,
});
/** Deliveries of a subscription, each part by the time of its events. */
export const deliveryParts = (subscriptionId: string) =>
  Array.from({ length: deliveryShards }, (_, shard) => ({ pk: partOf(subscriptionId, shard), from: prefix }));
/** Where a list goes on after a delivery, in every part. */
export const afterDelivery = (deliveryId: string) => `${prefix}${deliveryId}`;

export const breakerOf = (subscriptionId: string): Key => ({ pk: subscriptionId, sk: 'BREAKER' });
