import { replayDelivery } from '#shared/domain/webhook/replay-delivery.ts';
import { requireWholeSight } from '#shared/domain/webhook/require-whole-sight.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { DeliveryBody, DeliveryPath, toDeliveryBody } from './delivery-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const replayWebhookDelivery = operation({
  method: 'POST',
  path: '/v1/webhook-subscriptions/{subscriptionId}/deliveries/{deliveryId}/replay',
  name: 'replayWebhookDelivery',
  summary: 'Send a delivery once more',
  description:
    'Whatever came of it, with the same `webhook-id`, at once and for another day. A subscription that is off is not called: its delivery fails.',
  permission: 'settings.manage',
  repeatable: 'kept',
  params: DeliveryPath,
  answers: { 200: { description: 'On its way', body: DeliveryBody } },
  perform: async (call, desk: WebhooksDesk) => {
    const { principal, params } = call;
    requireWholeSight(principal);
    const { subscriptionId: ownerId, deliveryId } = params;
    const keep = (delivery: Parameters<typeof toDeliveryBody>[0]) => call.keep(200, toDeliveryBody(delivery));
    const delivery = await replayDelivery(desk, { principal, ownerId, deliveryId, keep });
    return answer(200, toDeliveryBody(delivery));
  },
});
