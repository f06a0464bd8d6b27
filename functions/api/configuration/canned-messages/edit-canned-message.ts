import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { CannedMessageInput } from '#shared/domain/ticket/canned-message.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CannedMessageBody, CannedMessagePath } from './canned-message-body.ts';

export const editCannedMessage = operation({
  method: 'PATCH',
  path: '/v1/canned-messages/{cannedMessageId}',
  name: 'editCannedMessage',
  summary: 'Change a canned message',
  permission: 'templates.manage',
  params: CannedMessagePath,
  body: patchOf(CannedMessageInput),
  answers: { 200: { description: 'As it is now', body: CannedMessageBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'cannedMessage', {
      id: call.params.cannedMessageId,
      request: call,
      edit: (before) => withPatch(CannedMessageInput, before, call.body),
    });
    return answer(200, edited);
  },
});
