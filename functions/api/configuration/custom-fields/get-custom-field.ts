import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomFieldBody, CustomFieldPath } from './custom-field-body.ts';

export const getCustomField = operation({
  method: 'GET',
  path: '/v1/custom-fields/{customFieldId}',
  name: 'getCustomField',
  summary: 'Read a custom field',
  permission: 'anyone',
  params: CustomFieldPath,
  answers: { 200: { description: 'As it is now', body: CustomFieldBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('customField', params.customFieldId);
    return answer(200, found ?? refuseUnknown('customField'));
  },
});
