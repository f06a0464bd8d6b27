import { Refusal } from '#shared/domain/refusal.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { MemberBody, MemberPath, toMemberBody } from './member-body.ts';

export const getMember = operation({
  method: 'GET',
  path: '/v1/departments/{departmentId}/members/{agentId}',
  name: 'getMember',
  summary: 'Read how an agent serves a department',
  permission: 'anyone',
  params: MemberPath,
  answers: { 200: { description: 'As it is now', body: MemberBody } },
  perform: async ({ params }, desk: OrganisationRoutesDesk) => {
    const found = await desk.organisation.findMember(params.departmentId, params.agentId);
    if (found === undefined) throw new Refusal('not-found', 'There is no such member.');
    return answer(200, toMemberBody(found));
  },
});
