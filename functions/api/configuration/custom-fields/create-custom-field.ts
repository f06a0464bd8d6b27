import { createCustomField as create } from '#shared/domain/ticket/configure-custom-field.ts';
import { CustomFieldInput } from '#shared/domain/ticket/custom-field.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomFieldBody } from './custom-field-body.ts';

export const createCustomField = operation({
  method: 'POST',
  path: '/v1/custom-fields',
  name: 'createCustomField',
  summary: 'Create a custom field',
  description:
    'As soon as there is one, tickets take no other names. A choice has `choices`, the other types have none.',
  permission: 'settings.manage',
  repeatable: 'kept',
  body: CustomFieldInput,
  answers: { 201: { description: 'Created', body: CustomFieldBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await create(desk, {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
