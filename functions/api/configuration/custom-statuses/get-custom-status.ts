import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomStatusBody, CustomStatusPath } from './custom-status-body.ts';

export const getCustomStatus = operation({
  method: 'GET',
  path: '/v1/custom-statuses/{customStatusId}',
  name: 'getCustomStatus',
  summary: 'Read a custom status',
  permission: 'anyone',
  params: CustomStatusPath,
  answers: { 200: { description: 'As it is now', body: CustomStatusBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('customStatus', params.customStatusId);
    return answer(200, found ?? refuseUnknown('customStatus'));
  },
});
