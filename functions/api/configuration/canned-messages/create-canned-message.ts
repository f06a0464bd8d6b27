import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { CannedMessageInput } from '#shared/domain/ticket/canned-message.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CannedMessageBody } from './canned-message-body.ts';

export const createCannedMessage = operation({
  method: 'POST',
  path: '/v1/canned-messages',
  name: 'createCannedMessage',
  summary: 'Create a canned message',
  permission: 'templates.manage',
  repeatable: 'kept',
  body: CannedMessageInput,
  answers: { 201: { description: 'Created', body: CannedMessageBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'cannedMessage', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
