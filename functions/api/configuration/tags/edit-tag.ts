import { editConfigured } from '#shared/domain/account/configured-thing.ts';
import { TagInput } from '#shared/domain/ticket/tag.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TagBody, TagPath } from './tag-body.ts';

export const editTag = operation({
  method: 'PATCH',
  path: '/v1/tags/{tagId}',
  name: 'editTag',
  summary: 'Change a tag',
  permission: 'templates.manage',
  params: TagPath,
  body: patchOf(TagInput),
  answers: { 200: { description: 'As it is now', body: TagBody } },
  perform: async (call, desk: ConfiguringDesk) => {
    const edited = await editConfigured(desk, 'tag', {
      id: call.params.tagId,
      request: call,
      edit: (before) => withPatch(TagInput, before, call.body),
    });
    return answer(200, edited);
  },
});
