import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { DepartmentBody, DepartmentPath } from './department-body.ts';

export const getDepartment = operation({
  method: 'GET',
  path: '/v1/departments/{departmentId}',
  name: 'getDepartment',
  summary: 'Read a department',
  permission: 'anyone',
  params: DepartmentPath,
  answers: { 200: { description: 'As it is now', body: DepartmentBody } },
  perform: async ({ params }, desk: OrganisationRoutesDesk) => {
    const found = await desk.configuration.find('department', params.departmentId);
    return answer(200, found ?? refuseUnknown('department'));
  },
});
