import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor } from '../configuring-desk.ts';
import { SourceBody, toSourceBody } from './source-bodies.ts';
import type { SourcesDesk } from './sources-desk.ts';

export const listSources = operation({
  method: 'GET',
  path: '/v1/sources',
  name: 'listSources',
  summary: 'List sources, the newest first',
  permission: 'sources.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(SourceBody) } },
  perform: async ({ query }, desk: SourcesDesk) => {
    const cursors = cursorsFor('source', desk);
    const page = await listPage(query, cursors, (asked) => desk.configuration.list('source', asked));
    const items = page.items.map((source) => toSourceBody(source, desk.publicUrl));
    return answer(200, { items, nextCursor: page.nextCursor });
  },
});
