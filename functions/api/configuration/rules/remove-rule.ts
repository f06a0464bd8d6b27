import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { RulePath } from './rule-body.ts';

export const removeRule = operation({
  method: 'DELETE',
  path: '/v1/rules/{ruleId}',
  name: 'removeRule',
  summary: 'Delete a rule that nothing refers to',
  permission: 'rules.manage',
  params: RulePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'rule', { id: call.params.ruleId, request: call });
    return answer(204);
  },
});
