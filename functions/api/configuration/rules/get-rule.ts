import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { RuleBody, RulePath } from './rule-body.ts';

export const getRule = operation({
  method: 'GET',
  path: '/v1/rules/{ruleId}',
  name: 'getRule',
  summary: 'Read a rule',
  permission: 'rules.manage',
  params: RulePath,
  answers: { 200: { description: 'As it is now', body: RuleBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('rule', params.ruleId);
    return answer(200, found ?? refuseUnknown('rule'));
  },
});
