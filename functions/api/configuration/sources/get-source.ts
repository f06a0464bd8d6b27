import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { SourceBody, SourcePath, toSourceBody } from './source-bodies.ts';
import type { SourcesDesk } from './sources-desk.ts';

export const getSource = operation({
  method: 'GET',
  path: '/v1/sources/{sourceId}',
  name: 'getSource',
  summary: 'Read a source',
  permission: 'sources.manage',
  params: SourcePath,
  answers: { 200: { description: 'As it is now', body: SourceBody } },
  perform: async ({ params }, desk: SourcesDesk) => {
    const found = await desk.configuration.find('source', params.sourceId);
    return answer(200, toSourceBody(found ?? refuseUnknown('source'), desk.publicUrl));
  },
});
