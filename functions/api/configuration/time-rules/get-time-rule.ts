import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TimeRuleBody, TimeRulePath } from './time-rule-body.ts';

export const getTimeRule = operation({
  method: 'GET',
  path: '/v1/time-rules/{ruleId}',
  name: 'getTimeRule',
  summary: 'Read a time rule',
  permission: 'rules.manage',
  params: TimeRulePath,
  answers: { 200: { description: 'As it is now', body: TimeRuleBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('timeRule', params.ruleId);
    return answer(200, found ?? refuseUnknown('timeRule'));
  },
});
