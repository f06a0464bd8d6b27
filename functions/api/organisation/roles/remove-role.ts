import { removeRole as remove } from '#shared/domain/access/configure-role.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { RolePath } from './role-body.ts';

export const removeRole = operation({
  method: 'DELETE',
  path: '/v1/roles/{roleId}',
  name: 'removeRole',
  summary: 'Delete a role that nobody carries',
  permission: 'roles.manage',
  params: RolePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    await remove(desk, { id: call.params.roleId, request: call });
    return answer(204);
  },
});
