import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { TemplateBody } from './template-body.ts';

export const listTemplates = operation({
  method: 'GET',
  path: '/v1/templates',
  name: 'listTemplates',
  summary: 'List templates, the newest first',
  permission: 'templates.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(TemplateBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('template', desk), (page) =>
        desk.configuration.list('template', page),
      ),
    ),
});
