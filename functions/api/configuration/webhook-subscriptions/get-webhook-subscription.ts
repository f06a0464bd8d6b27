import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { requireWholeSight } from '#shared/domain/webhook/configure-subscription.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { SubscriptionBody, SubscriptionPath, toSubscriptionBody } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const getWebhookSubscription = operation({
  method: 'GET',
  path: '/v1/webhook-subscriptions/{subscriptionId}',
  name: 'getWebhookSubscription',
  summary: 'Read a webhook subscription, and how its endpoint does',
  permission: 'settings.manage',
  params: SubscriptionPath,
  answers: { 200: { description: 'As it is now', body: SubscriptionBody } },
  perform: async ({ principal, params }, desk: WebhooksDesk) => {
    requireWholeSight(principal);
    const found = await desk.configuration.find('webhookSubscription', params.subscriptionId);
    const subscription = found ?? refuseUnknown('webhookSubscription');
    const breakers = await desk.breakers.findMany([subscription.id]);
    return answer(200, toSubscriptionBody(subscription, breakers.get(subscription.id), desk.now()));
  },
});
