import * as z from 'zod';
import { permissionSentences, permissions } from '#shared/domain/access/permission.ts';
import { answer } from '#shared/lambda/answer.ts';
import { pageOf } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';

const PermissionBody = z.strictObject({ permission: z.enum(permissions), sentence: z.string() });

export const listPermissions = operation({
  method: 'GET',
  path: '/v1/permissions',
  name: 'listPermissions',
  summary: 'List what can be permitted, with a sentence each',
  permission: 'anyone',
  answers: { 200: { description: 'All of them', body: pageOf(PermissionBody) } },
  perform: async (_call, _desk: OrganisationRoutesDesk) => {
    const items = permissions.map((permission) => ({
      permission,
      sentence: permissionSentences[permission],
    }));
    return answer(200, { items, nextCursor: null });
  },
});
