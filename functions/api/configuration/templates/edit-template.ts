import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { TemplateInput } from '#shared/domain/template/template.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TemplateBody, TemplatePath } from './template-body.ts';

export const editTemplate = operation({
  method: 'PATCH',
  path: '/v1/templates/{templateId}',
  name: 'editTemplate',
  summary: 'Change a template',
  permission: 'templates.manage',
  params: TemplatePath,
  body: patchOf(TemplateInput),
  answers: { 200: { description: 'As it is now', body: TemplateBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'template', {
      id: call.params.templateId,
      request: call,
      edit: (before) => withPatch(TemplateInput, before, call.body),
    });
    return answer(200, edited);
  },
});
