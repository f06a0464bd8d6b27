import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { CustomFieldBody } from './custom-field-body.ts';

export const listCustomFields = operation({
  method: 'GET',
  path: '/v1/custom-fields',
  name: 'listCustomFields',
  summary: 'List custom fields, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(CustomFieldBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('customField', desk), (page) =>
        desk.configuration.list('customField', page),
      ),
    ),
});
