import * as z from 'zod';
import type { Rule } from '#shared/domain/rule/rule.ts';
import type { TimeRule } from '#shared/domain/rule/time-rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { EndpointFields, sinceThen, toEndpointFields } from '../endpoint-fields.ts';
import type { WebhooksDesk } from '../webhook-subscriptions/webhooks-desk.ts';
import { getCallingRule, type RuleKind, RulePath } from './get-calling-rule.ts';

const RuleEndpoint = z
  .strictObject({
    url: z.string(),
    ...EndpointFields,
    givenUp: z
      .strictObject({ at: z.iso.datetime(), reason: z.enum(['failing', 'gone']) })
      .nullable()
      .meta({ description: 'When and why it is called no more; any change of the rule begins anew' }),
  })
  .meta({ id: 'RuleEndpoint' });

const addressesOf = ({ actions }: Rule | TimeRule) => [
  ...new Set(actions.flatMap((action) => (action.type === 'webhook' ? [action.url] : []))),
];

const perform =
  (kind: RuleKind) => async (call: Parameters<typeof getCallingRule>[2], desk: WebhooksDesk) => {
    const rule = await getCallingRule(desk, kind, call);
    const addresses = addressesOf(rule);
    const breakers = await desk.breakers.findMany(addresses.map((url) => ({ ownerId: rule.id, url })));
    const items = addresses.map((url, place) => {
      const breaker = breakers[place];
      const { givenUp = null } = sinceThen(breaker, rule.updatedAt);
      return { url, ...toEndpointFields(breaker, rule.updatedAt, desk.now()), givenUp };
    });
    return answer(200, { items });
  };

const common = {
  method: 'GET',
  description:
    'An address that fails five times in a row is left alone for a while. After three days of failures, or one 410, it is given up on: what the rule tells it fails at once, until the rule is changed.',
  permission: 'rules.manage',
  params: RulePath,
  answers: { 200: { description: 'Each address', body: z.strictObject({ items: z.array(RuleEndpoint) }) } },
} as const;

export const listRuleEndpoints = operation({
  ...common,
  path: '/v1/rules/{ruleId}/endpoints',
  name: 'listRuleEndpoints',
  summary: 'How the addresses do that a rule calls',
  perform: perform('rule'),
});

export const listTimeRuleEndpoints = operation({
  ...common,
  path: '/v1/time-rules/{ruleId}/endpoints',
  name: 'listTimeRuleEndpoints',
  summary: 'How the addresses do that a time rule calls',
  perform: perform('timeRule'),
});
