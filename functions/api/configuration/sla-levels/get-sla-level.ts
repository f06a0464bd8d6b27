import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { SlaLevelBody, SlaLevelPath } from './sla-level-body.ts';

export const getSlaLevel = operation({
  method: 'GET',
  path: '/v1/sla-levels/{levelId}',
  name: 'getSlaLevel',
  summary: 'Read an SLA level',
  permission: 'anyone',
  params: SlaLevelPath,
  answers: { 200: { description: 'As it is now', body: SlaLevelBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('level', params.levelId);
    return answer(200, found ?? refuseUnknown('level'));
  },
});
