import { putMember as put } from '#shared/domain/department/change-member.ts';
import { MemberInput } from '#shared/domain/department/member.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { MemberBody, MemberPath, toMemberBody } from './member-body.ts';

export const putMember = operation({
  method: 'PUT',
  path: '/v1/departments/{departmentId}/members/{agentId}',
  name: 'putMember',
  summary: 'Make an agent a member, or change how he serves the department',
  description: 'Needs `departments.manage`, or the role `manager` in this department.',
  permission: 'anyone',
  params: MemberPath,
  body: MemberInput,
  answers: { 200: { description: 'As it is now', body: MemberBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const member = await put(desk, { ...call.params, request: call }, call.body);
    return answer(200, toMemberBody(member));
  },
});
