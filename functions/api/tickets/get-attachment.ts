import * as z from 'zod';
import { linkForAgent } from '#shared/domain/attachment/find-file.ts';
import type { AttachmentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';

/** A path that names no file answers 404, so any text is read as an id. */
const AttachmentPath = z.strictObject({
  attachmentId: z
    .string()
    .max(100)
    .transform((id) => id as AttachmentId),
});

export const getAttachment = operation({
  method: 'GET',
  path: '/v1/attachments/{attachmentId}',
  name: 'getAttachment',
  summary: 'Get a file of a message',
  description: 'In scope as its ticket is. The link saves the file and never shows it.',
  permission: 'tickets.read',
  params: AttachmentPath,
  answers: {
    302: { description: 'It is there, for a minute', headers: { location: 'The link to the file' } },
  },
  perform: async ({ params, principal }, desk: TicketDesk) => {
    const location = await linkForAgent(desk, principal, params.attachmentId);
    return answer(302, null, { location, 'cache-control': 'no-store' });
  },
});
