import { getApiKey as get } from '#shared/domain/access/manage-api-keys.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { ApiKeyBody, ApiKeyPath } from './api-key-body.ts';

export const getApiKey = operation({
  method: 'GET',
  path: '/v1/api-keys/{keyId}',
  name: 'getApiKey',
  summary: 'Read what an API key may do, without the key itself',
  permission: 'apiKeys.manage',
  params: ApiKeyPath,
  answers: { 200: { description: 'As it is now', body: ApiKeyBody } },
  perform: async ({ params }, desk: OrganisationRoutesDesk) => answer(200, await get(desk, params.keyId)),
});
