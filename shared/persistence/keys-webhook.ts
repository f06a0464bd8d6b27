import { createHash } from 'node:crypto';
import type { EndpointName } from '#shared/domain/webhook/endpoint.ts';
import { type Key, shardOf } from './keys.ts';

/** A busy subscription or rule tells of every change of every ticket: its deliveries are never one hot key. */
const deliveryShards = 4;

const partOf = (ownerId: string, shard: number) => `HOOK#${ownerId}#${shard}`;
const prefix = 'DELIVERY#';

export const deliveryById = (ownerId: string, deliveryId: string): Key => ({
  pk: partOf(ownerId, shardOf(deliveryId, deliveryShards)),
  sk: `${prefix}${deliveryId}`,
});
/** Deliveries of a subscription or rule, each part by the time of its events. */
export const deliveryParts = (ownerId: string) =>
  Array.from({ length: deliveryShards }, (_, shard) => ({ pk: partOf(ownerId, shard), from: prefix }));
/** Where a list goes on after a delivery, in every part. */
export const afterDelivery = (deliveryId: string) => `${prefix}${deliveryId}`;

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** A rule has one for each address that it calls. */
export const breakerOf = ({ ownerId, url }: EndpointName): Key => ({
  pk: ownerId,
  sk: url === null ? 'BREAKER' : `BREAKER#${digest(url)}`,
});

/** Deliveries of rules tell of a ticket: they go with its content. */
export const callsAbout = (ticketId: string) => `CALLS#${ticketId}`;
