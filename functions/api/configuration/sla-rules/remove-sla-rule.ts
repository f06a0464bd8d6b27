import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaRulePath } from './sla-rule-body.ts';

export const removeSlaRule = operation({
  method: 'DELETE',
  path: '/v1/sla-rules/{ruleId}',
  name: 'removeSlaRule',
  summary: 'Delete an SLA rule that nothing refers to',
  permission: 'sla.manage',
  params: SlaRulePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'slaRule', { id: call.params.ruleId, request: call });
    return answer(204);
  },
});
