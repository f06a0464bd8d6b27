import { removeApiKey as remove } from '#shared/domain/access/manage-api-keys.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { ApiKeyPath } from './api-key-body.ts';

export const removeApiKey = operation({
  method: 'DELETE',
  path: '/v1/api-keys/{keyId}',
  name: 'removeApiKey',
  summary: 'Revoke an API key, everywhere within half a minute',
  permission: 'apiKeys.manage',
  params: ApiKeyPath,
  answers: { 204: { description: 'Revoked' } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    await remove(desk, { id: call.params.keyId, request: call });
    return answer(204);
  },
});
