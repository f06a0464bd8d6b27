import { refuseUnknown } from '#shared/domain/account/configured-thing.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { ConfiguringDesk } from '../configuring-desk.ts';
import { TagBody, TagPath } from './tag-body.ts';

export const getTag = operation({
  method: 'GET',
  path: '/v1/tags/{tagId}',
  name: 'getTag',
  summary: 'Read a tag',
  permission: 'anyone',
  params: TagPath,
  answers: { 200: { description: 'As it is now', body: TagBody } },
  perform: async ({ params }, desk: ConfiguringDesk) => {
    const found = await desk.configuration.find('tag', params.tagId);
    return answer(200, found ?? refuseUnknown('tag'));
  },
});
