import { editDepartment as edit } from '#shared/domain/department/configure-department.ts';
import { DepartmentInput } from '#shared/domain/department/department.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { DepartmentBody, DepartmentPath } from './department-body.ts';

export const editDepartment = operation({
  method: 'PATCH',
  path: '/v1/departments/{departmentId}',
  name: 'editDepartment',
  summary: 'Change a department',
  description: 'Needs `departments.manage`, or the role `manager` in this department.',
  permission: 'anyone',
  params: DepartmentPath,
  body: patchOf(DepartmentInput),
  answers: { 200: { description: 'As it is now', body: DepartmentBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const edited = await edit(desk, {
      id: call.params.departmentId,
      request: call,
      edit: (before) => withPatch(DepartmentInput, before, call.body),
    });
    return answer(200, edited);
  },
});
