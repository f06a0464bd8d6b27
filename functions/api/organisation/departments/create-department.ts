import { createDepartment as create } from '#shared/domain/department/configure-department.ts';
import { DepartmentInput } from '#shared/domain/department/department.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { DepartmentBody } from './department-body.ts';

export const createDepartment = operation({
  method: 'POST',
  path: '/v1/departments',
  name: 'createDepartment',
  summary: 'Create a department',
  permission: 'departments.manage',
  repeatable: 'kept',
  body: DepartmentInput,
  answers: { 201: { description: 'Created', body: DepartmentBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const made = await create(desk, {
      request: call,
      input: call.body,
      keep: (department) => call.keep(201, department),
    });
    return answer(201, made);
  },
});
