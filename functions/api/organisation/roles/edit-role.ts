import { editRole as edit } from '#shared/domain/access/configure-role.ts';
import { CustomRoleInput } from '#shared/domain/access/custom-role.ts';
import { toRoleView } from '#shared/domain/access/role-list.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { RoleBody, RolePath } from './role-body.ts';

export const editRole = operation({
  method: 'PATCH',
  path: '/v1/roles/{roleId}',
  name: 'editRole',
  summary: 'Change a role, and what everybody who carries it may do',
  permission: 'roles.manage',
  params: RolePath,
  body: patchOf(CustomRoleInput),
  answers: { 200: { description: 'As it is now', body: RoleBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const edited = await edit(desk, {
      id: call.params.roleId,
      request: call,
      edit: (before) => withPatch(CustomRoleInput, before, call.body),
    });
    return answer(200, toRoleView(edited));
  },
});
