import { removeConfigured } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TagPath } from './tag-body.ts';

export const removeTag = operation({
  method: 'DELETE',
  path: '/v1/tags/{tagId}',
  name: 'removeTag',
  summary: 'Delete a tag that nothing refers to',
  permission: 'templates.manage',
  params: TagPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: ConfiguringDesk) => {
    await removeConfigured(desk, 'tag', { id: call.params.tagId, request: call });
    return answer(204);
  },
});
