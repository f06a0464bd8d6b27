import { editSubscription } from '#shared/domain/webhook/configure-subscription.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import {
  endpointNameOf,
  SubscriptionBody,
  SubscriptionFields,
  SubscriptionPath,
  toSubscriptionBody,
} from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const editWebhookSubscription = operation({
  method: 'PATCH',
  path: '/v1/webhook-subscriptions/{subscriptionId}',
  name: 'editWebhookSubscription',
  summary: 'Change a webhook subscription',
  description:
    'Another `url`, and `active: true` for one that was switched off, begin anew: what failed before counts no more. While it is off nothing is delivered; what waited ends as failed and can be replayed.',
  permission: 'settings.manage',
  params: SubscriptionPath,
  body: patchOf(SubscriptionFields),
  answers: { 200: { description: 'As it is now', body: SubscriptionBody } },
  perform: async (call, desk: WebhooksDesk) => {
    const edited = await editSubscription(desk, {
      id: call.params.subscriptionId,
      request: call,
      edit: (before) => withPatch(SubscriptionFields, before, call.body),
    });
    const [breaker] = await desk.breakers.findMany([endpointNameOf(edited)]);
    return answer(200, toSubscriptionBody(edited, breaker, desk.now()));
  },
});
