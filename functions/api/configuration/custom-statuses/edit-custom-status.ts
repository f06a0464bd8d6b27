import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { CustomStatusInput, CustomStatusLook } from '#shared/domain/ticket/custom-status.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomStatusBody, CustomStatusPath } from './custom-status-body.ts';

export const editCustomStatus = operation({
  method: 'PATCH',
  path: '/v1/custom-statuses/{customStatusId}',
  name: 'editCustomStatus',
  summary: 'Change label or colour of a custom status',
  description: 'Tickets have it because they have the status that it stands for, so that one stays.',
  permission: 'settings.manage',
  params: CustomStatusPath,
  body: patchOf(CustomStatusLook),
  answers: { 200: { description: 'As it is now', body: CustomStatusBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'customStatus', {
      id: call.params.customStatusId,
      request: call,
      edit: (before) => withPatch(CustomStatusInput, before, call.body),
    });
    return answer(200, edited);
  },
});
