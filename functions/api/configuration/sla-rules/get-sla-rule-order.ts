import { readRuleOrder } from '#shared/domain/rule/order-rules.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { orderTexts, RuleOrderBody } from '../rule-order.ts';

export const getSlaRuleOrder = operation({
  method: 'GET',
  path: '/v1/sla-rules/order',
  name: 'getSlaRuleOrder',
  summary: 'Read in which order SLA rules run',
  description: orderTexts.read,
  permission: 'sla.manage',
  answers: { 200: { description: 'As it is now', body: RuleOrderBody } },
  perform: async (_call, desk: ConfiguringDesk) => answer(200, await readRuleOrder(desk, 'slaRule')),
});
