import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { SlaRuleInput } from '#shared/domain/rule/sla-rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaRuleBody, SlaRulePath } from './sla-rule-body.ts';

export const editSlaRule = operation({
  method: 'PATCH',
  path: '/v1/sla-rules/{ruleId}',
  name: 'editSlaRule',
  summary: 'Change an SLA rule',
  permission: 'sla.manage',
  params: SlaRulePath,
  body: patchOf(SlaRuleInput),
  answers: { 200: { description: 'As it is now', body: SlaRuleBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'slaRule', {
      id: call.params.ruleId,
      request: call,
      edit: (before) => withPatch(SlaRuleInput, before, call.body),
    });
    return answer(200, edited);
  },
});
