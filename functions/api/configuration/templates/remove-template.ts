import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TemplatePath } from './template-body.ts';

export const removeTemplate = operation({
  method: 'DELETE',
  path: '/v1/templates/{templateId}',
  name: 'removeTemplate',
  summary: 'Delete a template that nothing refers to',
  permission: 'templates.manage',
  params: TemplatePath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'template', { id: call.params.templateId, request: call });
    return answer(204);
  },
});
