import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { CannedMessageBody, CannedMessagePath } from './canned-message-body.ts';

export const getCannedMessage = operation({
  method: 'GET',
  path: '/v1/canned-messages/{cannedMessageId}',
  name: 'getCannedMessage',
  summary: 'Read a canned message',
  permission: 'anyone',
  params: CannedMessagePath,
  answers: { 200: { description: 'As it is now', body: CannedMessageBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('cannedMessage', params.cannedMessageId);
    return answer(200, found ?? refuseUnknown('cannedMessage'));
  },
});
