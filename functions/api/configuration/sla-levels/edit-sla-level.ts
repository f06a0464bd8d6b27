import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { SlaLevel } from '#shared/domain/sla/sla-level.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaLevelBody, SlaLevelPath } from './sla-level-body.ts';

export const editSlaLevel = operation({
  method: 'PATCH',
  path: '/v1/sla-levels/{levelId}',
  name: 'editSlaLevel',
  summary: 'Change an SLA level',
  permission: 'sla.manage',
  params: SlaLevelPath,
  body: patchOf(SlaLevel),
  answers: { 200: { description: 'As it is now', body: SlaLevelBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'level', {
      id: call.params.levelId,
      request: call,
      edit: (before) => withPatch(SlaLevel, before, call.body),
    });
    return answer(200, edited);
  },
});
