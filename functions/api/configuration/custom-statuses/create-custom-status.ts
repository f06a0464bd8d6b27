import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { CustomStatusInput } from '#shared/domain/ticket/custom-status.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CustomStatusBody } from './custom-status-body.ts';

export const createCustomStatus = operation({
  method: 'POST',
  path: '/v1/custom-statuses',
  name: 'createCustomStatus',
  summary: 'Create a custom status',
  permission: 'settings.manage',
  repeatable: 'kept',
  body: CustomStatusInput,
  answers: { 201: { description: 'Created', body: CustomStatusBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'customStatus', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
