import { editRule as edit } from '#shared/domain/rule/configure-rule.ts';
import { RuleInput } from '#shared/domain/rule/rule.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { RulesDesk } from '../rules-desk.ts';
import { RuleBody, RulePath } from './rule-body.ts';

export const editRule = operation({
  method: 'PATCH',
  path: '/v1/rules/{ruleId}',
  name: 'editRule',
  summary: 'Change a rule',
  description: 'Secrets of webhooks are written and never read back; one that is null stays what it was.',
  permission: 'rules.manage',
  params: RulePath,
  body: patchOf(RuleInput),
  answers: { 200: { description: 'As it is now', body: RuleBody } },
  perform: async (call, desk: RulesDesk) => {
    const edited = await edit(desk, 'rule', {
      id: call.params.ruleId,
      request: call,
      edit: (before) => withPatch(RuleInput, before, call.body),
    });
    return answer(200, edited);
  },
});
