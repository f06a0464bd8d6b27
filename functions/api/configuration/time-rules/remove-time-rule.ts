import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TimeRulePath } from './time-rule-body.ts';

export const removeTimeRule = operation({
  method: 'DELETE',
  path: '/v1/time-rules/{ruleId}',
  name: 'removeTimeRule',
  summary: 'Delete a time rule that nothing refers to',
  permission: 'rules.manage',
  params: TimeRulePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'timeRule', { id: call.params.ruleId, request: call });
    return answer(204);
  },
});
