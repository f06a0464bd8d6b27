import { orderRules as order, readRuleOrder } from '#shared/domain/rule/order-rules.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type OrderDesk, orderTexts, RuleOrderBody, RuleOrderInput } from '../rule-order.ts';

export const getTimeRuleOrder = operation({
  method: 'GET',
  path: '/v1/time-rules/order',
  name: 'getTimeRuleOrder',
  summary: 'Read in which order time rules run',
  description: orderTexts.read,
  permission: 'rules.manage',
  answers: { 200: { description: 'As it is now', body: RuleOrderBody } },
  perform: async (_call, desk: OrderDesk) => answer(200, await readRuleOrder(desk, 'timeRule')),
});

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
