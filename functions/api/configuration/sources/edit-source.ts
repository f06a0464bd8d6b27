import { editSource as edit } from '#shared/domain/source/configure-source.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchedSource, SourceBody, SourcePatch, SourcePath, toSourceBody } from './source-bodies.ts';
import type { SourcesDesk } from './sources-desk.ts';

export const editSource = operation({
  method: 'PATCH',
  path: '/v1/sources/{sourceId}',
  name: 'editSource',
  summary: 'Change a source',
  description: 'Changes only the settings and secrets that it names.',
  permission: 'sources.manage',
  params: SourcePath,
  body: SourcePatch,
  answers: { 200: { description: 'As it is now', body: SourceBody } },
  perform: async (call, desk: SourcesDesk) => {
    const edited = await edit(desk, {
      id: call.params.sourceId,
      request: call,
      edit: (before) => patchedSource(before, call.body),
    });
    return answer(200, toSourceBody(edited, desk.publicUrl));
  },
});
