import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaRuleBody, SlaRulePath } from './sla-rule-body.ts';

export const getSlaRule = operation({
  method: 'GET',
  path: '/v1/sla-rules/{ruleId}',
  name: 'getSlaRule',
  summary: 'Read an SLA rule',
  permission: 'sla.manage',
  params: SlaRulePath,
  answers: { 200: { description: 'As it is now', body: SlaRuleBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('slaRule', params.ruleId);
    return answer(200, found ?? refuseUnknown('slaRule'));
  },
});
