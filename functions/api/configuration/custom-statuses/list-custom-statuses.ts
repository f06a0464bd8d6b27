import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { CustomStatusBody } from './custom-status-body.ts';

export const listCustomStatuses = operation({
  method: 'GET',
  path: '/v1/custom-statuses',
  name: 'listCustomStatuses',
  summary: 'List custom statuses, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(CustomStatusBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('customStatus', desk), (page) =>
        desk.configuration.list('customStatus', page),
      ),
    ),
});
