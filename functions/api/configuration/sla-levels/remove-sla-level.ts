import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaLevelPath } from './sla-level-body.ts';

export const removeSlaLevel = operation({
  method: 'DELETE',
  path: '/v1/sla-levels/{levelId}',
  name: 'removeSlaLevel',
  summary: 'Delete an SLA level that nothing refers to',
  permission: 'sla.manage',
  params: SlaLevelPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'level', { id: call.params.levelId, request: call });
    return answer(204);
  },
});
