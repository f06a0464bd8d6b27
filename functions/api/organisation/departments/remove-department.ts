import * as z from 'zod';
import { removeDepartment as remove } from '#shared/domain/department/remove-department.ts';
import { DepartmentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { jobAccepted, jobAddress, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { DepartmentPath } from './department-body.ts';

export const removeDepartment = operation({
  method: 'DELETE',
  path: '/v1/departments/{departmentId}',
  name: 'removeDepartment',
  summary: 'Delete a department, for which another takes over',
  description:
    'It is gone at once, and what named it (sources, rules, escalations, canned messages) names the substitute. Its members and tickets follow by a job; tickets that wait are distributed anew.',
  permission: 'departments.manage',
  params: DepartmentPath,
  query: z.strictObject({ substituteId: DepartmentId }),
  answers: jobAccepted,
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const { substituteId } = call.query;
    const job = await remove(desk, { id: call.params.departmentId, substituteId, request: call });
    return answer(202, toJobView(job), jobAddress(job));
  },
});
