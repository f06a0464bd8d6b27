import { rotateSecret } from '#shared/domain/webhook/configure-subscription.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import {
  endpointNameOf,
  NewSecret,
  SubscriptionPath,
  SubscriptionWithSecret,
  toSubscriptionBody,
} from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const rotateWebhookSecret = operation({
  method: 'POST',
  path: '/v1/webhook-subscriptions/{subscriptionId}/rotate-secret',
  name: 'rotateWebhookSecret',
  summary: 'Replace the secret of a webhook subscription',
  description:
    'For a day calls are signed with both, the new one first. The secret is shown this once; one before the last is forgotten at once.',
  permission: 'settings.manage',
  repeatable: 'secret',
  params: SubscriptionPath,
  body: NewSecret,
  answers: { 200: { description: 'With its new secret', body: SubscriptionWithSecret } },
  perform: async (call, desk: WebhooksDesk) => {
    const { subscription, secret } = await rotateSecret(desk, {
      id: call.params.subscriptionId,
      request: call,
      secret: call.body.secret,
      keep: ({ id }) => call.keep(200, null, { resourceId: id }),
    });
    const [breaker] = await desk.breakers.findMany([endpointNameOf(subscription)]);
    const body = toSubscriptionBody(subscription, breaker, desk.now());
    return answer(200, { ...body, secret });
  },
});
