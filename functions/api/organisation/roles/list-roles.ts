import * as z from 'zod';
import { listRoles as list } from '#shared/domain/access/role-list.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor, type OrganisationRoutesDesk } from '../organisation-desk.ts';
import { RoleBody } from './role-body.ts';

export const listRoles = operation({
  method: 'GET',
  path: '/v1/roles',
  name: 'listRoles',
  summary: 'List roles, the newest first and those that are built in last',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(RoleBody) } },
  perform: async ({ query }, desk: OrganisationRoutesDesk) => {
    const account = await desk.accounts.load();
    return answer(200, await listPage(query, cursorsFor('roles', desk), async (page) => list(account, page)));
  },
});
