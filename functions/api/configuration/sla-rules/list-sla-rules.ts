import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { SlaRuleBody } from './sla-rule-body.ts';

export const listSlaRules = operation({
  method: 'GET',
  path: '/v1/sla-rules',
  name: 'listSlaRules',
  summary: 'List SLA rules, the newest first',
  permission: 'sla.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(SlaRuleBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('slaRule', desk), (page) => desk.configuration.list('slaRule', page)),
    ),
});
