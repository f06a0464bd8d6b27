import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { TagBody } from './tag-body.ts';

export const listTags = operation({
  method: 'GET',
  path: '/v1/tags',
  name: 'listTags',
  summary: 'List tags, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(TagBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('tag', desk), (page) => desk.configuration.list('tag', page)),
    ),
});
