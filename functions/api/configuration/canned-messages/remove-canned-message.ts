import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CannedMessagePath } from './canned-message-body.ts';

export const removeCannedMessage = operation({
  method: 'DELETE',
  path: '/v1/canned-messages/{cannedMessageId}',
  name: 'removeCannedMessage',
  summary: 'Delete a canned message that nothing refers to',
  permission: 'templates.manage',
  params: CannedMessagePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'cannedMessage', { id: call.params.cannedMessageId, request: call });
    return answer(204);
  },
});
