import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor, type OrganisationRoutesDesk } from '../organisation-desk.ts';
import { DepartmentBody } from './department-body.ts';

export const listDepartments = operation({
  method: 'GET',
  path: '/v1/departments',
  name: 'listDepartments',
  summary: 'List departments, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(DepartmentBody) } },
  perform: async ({ query }, desk: OrganisationRoutesDesk) => {
    const cursors = cursorsFor('departments', desk);
    return answer(200, await listPage(query, cursors, (page) => desk.configuration.list('department', page)));
  },
});
