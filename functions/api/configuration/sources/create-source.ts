import { createSource as create } from '#shared/domain/source/configure-source.ts';
import { SourceInput } from '#shared/domain/source/source.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { SourceBody, toSourceBody } from './source-bodies.ts';
import type { SourcesDesk } from './sources-desk.ts';

export const createSource = operation({
  method: 'POST',
  path: '/v1/sources',
  name: 'createSource',
  summary: 'Create a source',
  description: 'Secrets are written and never read back: `secretsSet` names those that are set.',
  permission: 'sources.manage',
  repeatable: 'kept',
  body: SourceInput,
  answers: { 201: { description: 'Created', body: SourceBody } },
  perform: async (call, desk: SourcesDesk) => {
    const made = await create(desk, {
      request: call,
      input: call.body,
      keep: (source) => call.keep(201, toSourceBody(source, desk.publicUrl)),
    });
    return answer(201, toSourceBody(made, desk.publicUrl));
  },
});
