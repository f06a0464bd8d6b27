import { toEpochMs } from '#shared/domain/business-time/instant.ts';
import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import { isOfAction, ownerOf } from '#shared/domain/webhook/endpoint.ts';
import { dueKeys, shardOf } from './keys.ts';
import { callsAbout, deliveryById } from './keys-webhook.ts';
import { putNew, putOver, type Write } from './write.ts';

/** After its last change. */
export const keptSeconds = 30 * 86_400;

/** Where there is none yet, or over the version before it. */
export function webhookDeliveryWrite(delivery: Delivery, dueShards: number): Write {
  const { id, version, nextAt, updatedAt } = delivery;
  const due = nextAt === null ? {} : dueKeys({ at: nextAt, sweep: 'wake' }, shardOf(id, dueShards));
  const expiresAt = Math.floor(toEpochMs(updatedAt) / 1000) + keptSeconds;
  const key = deliveryById(ownerOf(delivery), id);
  const thing = { data: delivery, beside: { ...due, ...aboutTicket(delivery), expiresAt } };
  return version === 1
    ? putNew(key, 'delivery', thing)
    : putOver(key, 'delivery', { ...thing, version: version - 1 });
}

/** What goes to subscriptions holds no content of a ticket. */
function aboutTicket(delivery: Delivery) {
  const { id, ticketId } = delivery;
  return isOfAction(delivery) && ticketId !== null ? { tagKey: callsAbout(ticketId), createdKey: id } : {};
}
