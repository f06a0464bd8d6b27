import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { TimeRuleBody } from './time-rule-body.ts';

export const listTimeRules = operation({
  method: 'GET',
  path: '/v1/time-rules',
  name: 'listTimeRules',
  summary: 'List time rules, the newest first',
  permission: 'rules.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(TimeRuleBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('timeRule', desk), (page) =>
        desk.configuration.list('timeRule', page),
      ),
    ),
});
