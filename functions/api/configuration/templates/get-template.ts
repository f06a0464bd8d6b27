import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TemplateBody, TemplatePath } from './template-body.ts';

export const getTemplate = operation({
  method: 'GET',
  path: '/v1/templates/{templateId}',
  name: 'getTemplate',
  summary: 'Read a template',
  permission: 'templates.manage',
  params: TemplatePath,
  answers: { 200: { description: 'As it is now', body: TemplateBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('template', params.templateId);
    return answer(200, found ?? refuseUnknown('template'));
  },
});
