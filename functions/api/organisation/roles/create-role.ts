import { createRole as create } from '#shared/domain/access/configure-role.ts';
import { CustomRoleInput } from '#shared/domain/access/custom-role.ts';
import { toRoleView } from '#shared/domain/access/role-list.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { RoleBody } from './role-body.ts';

export const createRole = operation({
  method: 'POST',
  path: '/v1/roles',
  name: 'createRole',
  summary: 'Create a role',
  description: 'It starts from `agent`. Nobody grants what he may not do himself.',
  permission: 'roles.manage',
  repeatable: 'kept',
  body: CustomRoleInput,
  answers: { 201: { description: 'Created', body: RoleBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const made = await create(desk, {
      request: call,
      input: call.body,
      keep: (role) => call.keep(201, toRoleView(role)),
    });
    return answer(201, toRoleView(made));
  },
});
