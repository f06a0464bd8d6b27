import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { requireWholeSight } from '#shared/domain/webhook/require-whole-sight.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import {
  endpointNameOf,
  SubscriptionBody,
  SubscriptionPath,
  toSubscriptionBody,
} from './subscription-bodies.ts';
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
    const [breaker] = await desk.breakers.findMany([endpointNameOf(subscription)]);
    return answer(200, toSubscriptionBody(subscription, breaker, desk.now()));
  },
});
