import { createSubscription } from '#shared/domain/webhook/configure-subscription.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { NewSubscription, SubscriptionWithSecret, toSubscriptionBody } from './subscription-bodies.ts';
import type { WebhooksDesk } from './webhooks-desk.ts';

export const createWebhookSubscription = operation({
  method: 'POST',
  path: '/v1/webhook-subscriptions',
  name: 'createWebhookSubscription',
  summary: 'Have another system told of events',
  description:
    'Each event is posted to `url` as it is on the event bus, signed as Standard Webhooks says with `secret`, which is shown this once. An event comes at least once, in no certain order; `webhook-id` stays the same at every try. All that is not answered with 2xx is tried again for a day. An account has at most a hundred. Events of every department leave by it, so this also needs sight of every ticket.',
  permission: 'settings.manage',
  repeatable: 'secret',
  body: NewSubscription,
  answers: { 201: { description: 'Created', body: SubscriptionWithSecret } },
  perform: async (call, desk: WebhooksDesk) => {
    const { secret: given, ...input } = call.body;
    const { subscription, secret } = await createSubscription(desk, {
      request: call,
      input,
      secret: given,
      keep: ({ id }) => call.keep(201, null, { resourceId: id }),
    });
    return answer(201, { ...toSubscriptionBody(subscription, undefined, desk.now()), secret });
  },
});
