import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { TemplateInput } from '#shared/domain/template/template.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TemplateBody } from './template-body.ts';

export const createTemplate = operation({
  method: 'POST',
  path: '/v1/templates',
  name: 'createTemplate',
  summary: 'Create a template',
  permission: 'templates.manage',
  repeatable: 'kept',
  body: TemplateInput,
  answers: { 201: { description: 'Created', body: TemplateBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'template', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
