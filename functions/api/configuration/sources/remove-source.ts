import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { SourcePath } from './source-bodies.ts';
import type { SourcesDesk } from './sources-desk.ts';

export const removeSource = operation({
  method: 'DELETE',
  path: '/v1/sources/{sourceId}',
  name: 'removeSource',
  summary: 'Delete a source with its secrets',
  permission: 'sources.manage',
  params: SourcePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: SourcesDesk) => {
    await removeConfigured(desk, 'source', { id: call.params.sourceId, request: call });
    return answer(204);
  },
});
