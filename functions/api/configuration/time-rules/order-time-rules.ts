import { orderRules as order } from '#shared/domain/rule/order-rules.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type OrderDesk, orderTexts, RuleOrderBody, RuleOrderInput } from '../rule-order.ts';

export const orderTimeRules = operation({
  method: 'PUT',
  path: '/v1/time-rules/order',
  name: 'orderTimeRules',
  summary: 'Let time rules run in another order',
  description: orderTexts.change,
  permission: 'rules.manage',
  body: RuleOrderInput,
  answers: { 200: { description: 'As it is now', body: RuleOrderBody } },
  perform: async (call, desk: OrderDesk) =>
    answer(200, await order(desk, 'timeRule', { ids: call.body.ids, request: call })),
});
