import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import { sendTest } from '#shared/domain/webhook/send-test.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { DeliveryBody, toDeliveryBody } from './delivery-bodies.ts';
import { SubscriptionPath } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const testWebhookSubscription = operation({
  method: 'POST',
  path: '/v1/webhook-subscriptions/{subscriptionId}/test',
  name: 'testWebhookSubscription',
  summary: 'Send an event in which nothing happened',
  description:
    'Of the type `webhook.test`, whatever events it names, signed and tried like all others; what came of it stands among the deliveries. A subscription that is off is not called: the delivery fails.',
  permission: 'settings.manage',
  repeatable: 'kept',
  params: SubscriptionPath,
  answers: { 202: { description: 'On its way', body: DeliveryBody } },
  perform: async (call, desk: WebhooksDesk) => {
    const { principal, params } = call;
    const keep = (delivery: Delivery) => call.keep(202, toDeliveryBody(delivery));
    const delivery = await sendTest(desk, { principal, subscriptionId: params.subscriptionId, keep });
    return answer(202, toDeliveryBody(delivery));
  },
});
