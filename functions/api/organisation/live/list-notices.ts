import * as z from 'zod';
import { listNotices as list } from '#shared/domain/live/list-notices.ts';
import { NoticeMessage } from '#shared/domain/live/live-message.ts';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor, type OrganisationRoutesDesk } from '../organisation-desk.ts';

export const listNotices = operation({
  method: 'GET',
  path: '/v1/notices',
  name: 'listNotices',
  summary: 'List what I was told live, the newest first',
  description:
    'Of the last two hours, for whoever was connected of late. Tickets that are not in scope now are left out, so a page may be short.',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(NoticeMessage) } },
  perform: async ({ principal, query }, desk: OrganisationRoutesDesk) => {
    const cursors = cursorsFor(`notices of ${principal.agentId}`, desk);
    return answer(200, await listPage(query, cursors, (page) => list(desk, principal, page)));
  },
});
