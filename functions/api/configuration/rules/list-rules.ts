import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { RuleBody } from './rule-body.ts';

export const listRules = operation({
  method: 'GET',
  path: '/v1/rules',
  name: 'listRules',
  summary: 'List rules, the newest first',
  permission: 'rules.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(RuleBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('rule', desk), (page) => desk.configuration.list('rule', page)),
    ),
});
