import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor, type OrganisationRoutesDesk } from '../organisation-desk.ts';
import { ApiKeyBody } from './api-key-body.ts';

export const listApiKeys = operation({
  method: 'GET',
  path: '/v1/api-keys',
  name: 'listApiKeys',
  summary: 'List API keys, the newest first',
  permission: 'apiKeys.manage',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(ApiKeyBody) } },
  perform: async ({ query }, desk: OrganisationRoutesDesk) =>
    answer(200, await listPage(query, cursorsFor('api keys', desk), (page) => desk.apiKeys.list(page))),
});
