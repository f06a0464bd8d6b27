import * as z from 'zod';
import { openUpload as open } from '#shared/domain/attachment/open-upload.ts';
import { UploadInput } from '#shared/domain/attachment/upload.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';

const OpenedUpload = z
  .strictObject({
    id: z.string().meta({ description: 'For `attachmentIds` of one message, within a day' }),
    upload: z.strictObject({
      method: z.literal('PUT'),
      url: z.string().meta({ description: 'Takes exactly the bytes that were announced, for an hour' }),
      headers: z.record(z.string(), z.string()),
    }),
  })
  .meta({ id: 'OpenedUpload' });

export const openUpload = operation({
  method: 'POST',
  path: '/v1/attachments',
  name: 'openUpload',
  summary: 'Announce a file, and get a link to upload it to',
  description: 'A file may have 25 MB. What no message names within a day is forgotten.',
  permission: 'anyone',
  repeatable: 'kept',
  body: UploadInput,
  answers: { 201: { description: 'Where the bytes go', body: OpenedUpload } },
  perform: async (call, desk: TicketDesk) => {
    const opened = await open(desk, {
      input: call.body,
      uploaderId: call.principal.agentId as AgentId,
      keep: (made) => call.keep(201, made),
    });
    return answer(201, opened);
  },
});
