import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { CustomFieldInput, CustomFieldLook } from '#shared/domain/ticket/custom-field.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomFieldBody, CustomFieldPath } from './custom-field-body.ts';

export const editCustomField = operation({
  method: 'PATCH',
  path: '/v1/custom-fields/{customFieldId}',
  name: 'editCustomField',
  summary: 'Change label or choices of a custom field',
  description: 'Tickets keep the values that they have. Name and type stay.',
  permission: 'settings.manage',
  params: CustomFieldPath,
  body: patchOf(CustomFieldLook),
  answers: { 200: { description: 'As it is now', body: CustomFieldBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'customField', {
      id: call.params.customFieldId,
      request: call,
      edit: (before) => withPatch(CustomFieldInput, before, call.body),
    });
    return answer(200, edited);
  },
});
