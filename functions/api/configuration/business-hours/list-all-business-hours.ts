import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { type ConfiguringDesk, cursorsFor } from '../configuring-desk.ts';
import { BusinessHoursBody } from './business-hours-body.ts';

export const listAllBusinessHours = operation({
  method: 'GET',
  path: '/v1/business-hours',
  name: 'listAllBusinessHours',
  summary: 'List business hours, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(BusinessHoursBody) } },
  perform: async ({ query }, desk: ConfiguringDesk) =>
    answer(
      200,
      await listPage(query, cursorsFor('calendar', desk), (page) =>
        desk.configuration.list('calendar', page),
      ),
    ),
});
