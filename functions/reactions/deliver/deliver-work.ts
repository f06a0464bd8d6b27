import type { WebhookWork } from '#events/contracts/webhook-work.ts';
import { type DeliveringDesk, deliverAgain, deliverEvent } from '#shared/domain/webhook/deliver-event.ts';

/**
 * Standard queue `webhooks`. Work that comes twice is harmless: an event is the same delivery whenever it is told, its
 * first call belongs to whoever added it, a later one to whoever takes its moment, and all of them carry one `webhook-id`.
 */
export async function deliverWork(work: WebhookWork, desk: DeliveringDesk): Promise<void> {
  if (work.kind !== 'event') {
    const ownerId = work.kind === 'delivery' ? work.subscriptionId : work.ruleId;
    return deliverAgain(desk, { ownerId, deliveryId: work.deliveryId });
  }
  const { subscriptionId, event } = work;
  const ticketId = event.ticketId ?? null;
  const payload = JSON.stringify(event);
  return deliverEvent(desk, { subscriptionId, event: { ...event, ticketId }, payload });
}
