import { editRule as edit } from '#shared/domain/rule/configure-rule.ts';
import { TimeRuleInput } from '#shared/domain/rule/time-rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { RulesDesk } from '../rules-desk.ts';
import { TimeRuleBody, TimeRulePath } from './time-rule-body.ts';

export const editTimeRule = operation({
  method: 'PATCH',
  path: '/v1/time-rules/{ruleId}',
  name: 'editTimeRule',
  summary: 'Change a time rule',
  description: 'Secrets of webhooks are written and never read back; one that is null stays what it was.',
  permission: 'rules.manage',
  params: TimeRulePath,
  body: patchOf(TimeRuleInput),
  answers: { 200: { description: 'As it is now', body: TimeRuleBody } },
  perform: async (call, desk: RulesDesk) => {
    const edited = await edit(desk, 'timeRule', {
      id: call.params.ruleId,
      request: call,
      edit: (before) => withPatch(TimeRuleInput, before, call.body),
    });
    return answer(200, edited);
  },
});
