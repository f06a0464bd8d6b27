import * as z from 'zod';
import { removeDepartment as remove } from '#shared/domain/department/configure-department.ts';
import { DepartmentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { DepartmentPath } from './department-body.ts';

export const removeDepartment = operation({
  method: 'DELETE',
  path: '/v1/departments/{departmentId}',
  name: 'removeDepartment',
  summary: 'Delete an empty department',
  permission: 'departments.manage',
  params: DepartmentPath,
  query: z.strictObject({ substituteId: DepartmentId }),
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const { substituteId } = call.query;
    await remove(desk, { id: call.params.departmentId, substituteId, request: call });
    return answer(204);
  },
});
