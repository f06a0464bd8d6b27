import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomStatusPath } from './custom-status-body.ts';

export const removeCustomStatus = operation({
  method: 'DELETE',
  path: '/v1/custom-statuses/{customStatusId}',
  name: 'removeCustomStatus',
  summary: 'Delete a custom status',
  description: 'Tickets that have it keep its id until their status changes.',
  permission: 'settings.manage',
  params: CustomStatusPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'customStatus', { id: call.params.customStatusId, request: call });
    return answer(204);
  },
});
