import { createConfigured } from '#shared/domain/account/configured-thing.ts';
import { TagInput } from '#shared/domain/ticket/tag.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TagBody } from './tag-body.ts';

export const createTag = operation({
  method: 'POST',
  path: '/v1/tags',
  name: 'createTag',
  summary: 'Create a tag',
  permission: 'templates.manage',
  repeatable: 'kept',
  body: TagInput,
  answers: { 201: { description: 'Created', body: TagBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const made = await createConfigured(desk, 'tag', {
      request: call,
      input: call.body,
      keep: (thing) => call.keep(201, thing),
    });
    return answer(201, made);
  },
});
