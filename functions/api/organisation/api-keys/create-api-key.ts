import { ApiKeyInput } from '#shared/domain/access/api-key.ts';
import { createApiKey as create } from '#shared/domain/access/manage-api-keys.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { NewApiKeyBody } from './api-key-body.ts';

export const createApiKey = operation({
  method: 'POST',
  path: '/v1/api-keys',
  name: 'createApiKey',
  summary: 'Create an API key, which is shown once',
  description: 'Without `permissions` it may do all that its agent may.',
  permission: 'apiKeys.manage',
  repeatable: 'secret',
  body: ApiKeyInput,
  answers: { 201: { description: 'Created', body: NewApiKeyBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const { key, secret } = await create(desk, {
      request: call,
      input: call.body,
      keep: ({ id }) => call.keep(201, null, { resourceId: id }),
    });
    return answer(201, { ...key, key: secret });
  },
});
