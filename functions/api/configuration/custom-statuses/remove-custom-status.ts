import { removeCustomStatus as remove } from '#shared/domain/ticket/remove-custom-status.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomStatusPath } from './custom-status-body.ts';

export const removeCustomStatus = operation({
  method: 'DELETE',
  path: '/v1/custom-statuses/{customStatusId}',
  name: 'removeCustomStatus',
  summary: 'Delete a custom status',
  description: 'Refused while tickets have it: they lose it with their status, or by a change of the ticket.',
  permission: 'settings.manage',
  params: CustomStatusPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await remove(desk, { id: call.params.customStatusId, request: call });
    return answer(204);
  },
});
