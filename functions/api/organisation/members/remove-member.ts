import { removeMember as remove } from '#shared/domain/department/change-member.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { MemberPath } from './member-body.ts';

export const removeMember = operation({
  method: 'DELETE',
  path: '/v1/departments/{departmentId}/members/{agentId}',
  name: 'removeMember',
  summary: 'Take an agent out of a department',
  description: 'Needs `departments.manage`, or the role `manager` in this department.',
  permission: 'anyone',
  params: MemberPath,
  answers: { 204: { description: 'He is no member any more' } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    await remove(desk, { ...call.params, request: call });
    return answer(204);
  },
});
