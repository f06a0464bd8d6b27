import { orderRules as order } from '#shared/domain/rule/order-rules.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type OrderDesk, orderTexts, RuleOrderBody, RuleOrderInput } from '../rule-order.ts';

export const orderSlaRules = operation({
  method: 'PUT',
  path: '/v1/sla-rules/order',
  name: 'orderSlaRules',
  summary: 'Let SLA rules run in another order',
  description: orderTexts.change,
  permission: 'sla.manage',
  body: RuleOrderInput,
  answers: { 200: { description: 'As it is now', body: RuleOrderBody } },
  perform: async (call, desk: OrderDesk) =>
    answer(200, await order(desk, 'slaRule', { ids: call.body.ids, request: call })),
});
