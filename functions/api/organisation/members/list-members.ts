import * as z from 'zod';
import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { DepartmentPath } from '../departments/department-body.ts';
import { cursorsFor, type OrganisationRoutesDesk } from '../organisation-desk.ts';
import { MemberBody, toMemberBody } from './member-body.ts';

export const listMembers = operation({
  method: 'GET',
  path: '/v1/departments/{departmentId}/members',
  name: 'listMembers',
  summary: 'List the members of a department',
  permission: 'anyone',
  params: DepartmentPath,
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(MemberBody) } },
  perform: async ({ params: { departmentId }, query }, desk: OrganisationRoutesDesk) => {
    const cursors = cursorsFor(`members ${departmentId}`, desk);
    const [department, page] = await Promise.all([
      desk.configuration.find('department', departmentId),
      listPage(query, cursors, (asked) => desk.organisation.listMembers(departmentId, asked)),
    ]);
    if (department === undefined) return refuseUnknown('department');
    return answer(200, { items: page.items.map(toMemberBody), nextCursor: page.nextCursor });
  },
});
