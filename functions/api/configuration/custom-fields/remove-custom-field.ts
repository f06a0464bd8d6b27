import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomFieldPath } from './custom-field-body.ts';

export const removeCustomField = operation({
  method: 'DELETE',
  path: '/v1/custom-fields/{customFieldId}',
  name: 'removeCustomField',
  summary: 'Delete a custom field',
  description: 'Tickets keep the values that they have; null takes one away.',
  permission: 'settings.manage',
  params: CustomFieldPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'customField', { id: call.params.customFieldId, request: call });
    return answer(204);
  },
});
