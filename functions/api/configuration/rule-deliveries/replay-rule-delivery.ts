import type { Delivery } from '#shared/domain/webhook/delivery.ts';
import { replayDelivery } from '#shared/domain/webhook/replay-delivery.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { RuleDeliveryBody, toRuleDeliveryBody } from '../webhook-subscriptions/delivery-bodies.ts';
import type { WebhooksDesk } from '../webhook-subscriptions/webhooks-desk.ts';
import { getCallingRule, RuleDeliveryPath, type RuleKind } from './get-calling-rule.ts';

type Call = Parameters<typeof getCallingRule>[2] & {
  readonly params: { readonly deliveryId: string };
  readonly keep: (status: number, body: unknown) => ReturnType<Parameters<typeof replayDelivery>[1]['keep']>;
};

const perform = (kind: RuleKind) => async (call: Call, desk: WebhooksDesk) => {
  const { principal, params, keep } = call;
  const { id: ownerId } = await getCallingRule(desk, kind, call);
  const { deliveryId } = params;
  const kept = (delivery: Delivery) => keep(200, toRuleDeliveryBody(delivery));
  const delivery = await replayDelivery(desk, { principal, ownerId, deliveryId, keep: kept });
  return answer(200, toRuleDeliveryBody(delivery));
};

const common = {
  method: 'POST',
  description:
    'Whatever came of it, with the same `webhook-id`, at once and for another day. An address that the rule calls no more, or that was given up on, is not called: its delivery fails.',
  permission: 'rules.manage',
  repeatable: 'kept',
  params: RuleDeliveryPath,
  answers: { 200: { description: 'On its way', body: RuleDeliveryBody } },
} as const;

export const replayRuleDelivery = operation({
  ...common,
  path: '/v1/rules/{ruleId}/deliveries/{deliveryId}/replay',
  name: 'replayRuleDelivery',
  summary: 'Send what a rule told another system once more',
  perform: perform('rule'),
});

export const replayTimeRuleDelivery = operation({
  ...common,
  path: '/v1/time-rules/{ruleId}/deliveries/{deliveryId}/replay',
  name: 'replayTimeRuleDelivery',
  summary: 'Send what a time rule told another system once more',
  perform: perform('timeRule'),
});
