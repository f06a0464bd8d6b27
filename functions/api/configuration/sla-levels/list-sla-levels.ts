import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { SlaLevelBody } from './sla-level-body.ts';

export const listSlaLevels = operation({
  method: 'GET',
  path: '/v1/sla-levels',
  name: 'listSlaLevels',
  summary: 'List SLA levels, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(SlaLevelBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('level', desk), (page) => desk.configuration.list('level', page)),
    ),
});
