import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { requireWholeSight } from '#shared/domain/webhook/require-whole-sight.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { SubscriptionPath } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const removeWebhookSubscription = operation({
  method: 'DELETE',
  path: '/v1/webhook-subscriptions/{subscriptionId}',
  name: 'removeWebhookSubscription',
  summary: 'Delete a webhook subscription with its secrets',
  permission: 'settings.manage',
  params: SubscriptionPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: WebhooksDesk) => {
    requireWholeSight(call.principal);
    await removeConfigured(desk, 'webhookSubscription', { id: call.params.subscriptionId, request: call });
    return answer(204);
  },
});
