import * as z from 'zod';
import type { Principal } from '#shared/domain/access/principal.ts';
import { deliveryStates } from '#shared/domain/webhook/delivery.ts';
import { listDeliveries } from '#shared/domain/webhook/list-deliveries.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { commaSeparated, pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor } from '../configuring-desk.ts';
import { RuleDeliveryBody, toRuleDeliveryBody } from '../webhook-subscriptions/delivery-bodies.ts';
import type { WebhooksDesk } from '../webhook-subscriptions/webhooks-desk.ts';
import { getCallingRule, type RuleKind, RulePath } from './get-calling-rule.ts';

const Query = z.strictObject({ ...paging, state: commaSeparated(z.enum(deliveryStates)).optional() });

interface Call {
  readonly principal: Principal;
  readonly params: z.output<typeof RulePath>;
  readonly query: z.output<typeof Query>;
}

const perform = (kind: RuleKind) => async (call: Call, desk: WebhooksDesk) => {
  const { id: ownerId } = await getCallingRule(desk, kind, call);
  const { state, ...paged } = call.query;
  const filter = { states: state ?? null, events: null };
  const cursors = cursorsFor(`deliveries ${ownerId} ${state ?? ''}`, desk);
  const { items, nextCursor } = await listPage(paged, cursors, (page) =>
    listDeliveries(desk.deliveries, { ownerId, filter }, page),
  );
  return answer(200, { items: items.map(toRuleDeliveryBody), nextCursor });
};

const common = {
  method: 'GET',
  description:
    'Of all its webhook actions; kept for a month after the last try. A filter looks at 500 deliveries a page, so a page may be short while `nextCursor` is set. Calls hold tickets of every department, so this also needs sight of every ticket.',
  permission: 'rules.manage',
  params: RulePath,
  query: Query,
  answers: { 200: { description: 'One page', body: pageOf(RuleDeliveryBody) } },
} as const;

export const listRuleDeliveries = operation({
  ...common,
  path: '/v1/rules/{ruleId}/deliveries',
  name: 'listRuleDeliveries',
  summary: 'What a rule told other systems, the newest event first',
  perform: perform('rule'),
});

export const listTimeRuleDeliveries = operation({
  ...common,
  path: '/v1/time-rules/{ruleId}/deliveries',
  name: 'listTimeRuleDeliveries',
  summary: 'What a time rule told other systems, the newest first',
  perform: perform('timeRule'),
});
