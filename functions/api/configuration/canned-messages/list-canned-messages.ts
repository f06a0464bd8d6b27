import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { CannedMessageBody } from './canned-message-body.ts';

export const listCannedMessages = operation({
  method: 'GET',
  path: '/v1/canned-messages',
  name: 'listCannedMessages',
  summary: 'List canned messages, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(CannedMessageBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('cannedMessage', desk), (page) =>
        desk.configuration.list('cannedMessage', page),
      ),
    ),
});
