import { readRuleOrder } from '#shared/domain/rule/order-rules.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { orderTexts, RuleOrderBody } from '../rule-order.ts';

export const getTimeRuleOrder = operation({
  method: 'GET',
  path: '/v1/time-rules/order',
  name: 'getTimeRuleOrder',
  summary: 'Read in which order time rules run',
  description: orderTexts.read,
  permission: 'rules.manage',
  answers: { 200: { description: 'As it is now', body: RuleOrderBody } },
  perform: async (_call, desk: ConfiguringDesk) => answer(200, await readRuleOrder(desk, 'timeRule')),
});
