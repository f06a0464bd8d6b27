import { getRole as get } from '#shared/domain/access/role-list.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { RoleBody, RolePath } from './role-body.ts';

export const getRole = operation({
  method: 'GET',
  path: '/v1/roles/{roleId}',
  name: 'getRole',
  summary: 'Read a role, built-in or not',
  permission: 'anyone',
  params: RolePath,
  answers: { 200: { description: 'As it is now', body: RoleBody } },
  perform: async ({ params }, desk: OrganisationRoutesDesk) =>
    answer(200, get(await desk.accounts.load(), params.roleId)),
});
