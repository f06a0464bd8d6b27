import * as z from 'zod';
import { linkForCustomer } from '#shared/domain/attachment/find-file.ts';
import type { AttachmentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { originsOfAllForms } from './allowed-origins.ts';
import { findOwnTicket } from './find-own-ticket.ts';
import type { PublicDesk } from './public-desk.ts';

export const getOwnAttachment = operation({
  method: 'GET',
  path: '/public/tickets/{code}/attachments/{attachmentId}',
  name: 'getOwnAttachment',
  summary: 'Get a file of one’s own ticket',
  description: 'With the ticket’s token as bearer. The link saves the file and never shows it.',
  access: 'public',
  params: z.strictObject({
    code: z.string().max(60),
    attachmentId: z
      .string()
      .max(100)
      .transform((id) => id as AttachmentId),
  }),
  cors: (_call, desk: PublicDesk) => originsOfAllForms(desk),
  answers: {
    302: { description: 'It is there, for a minute', headers: { location: 'The link to the file' } },
  },
  perform: async ({ params, token }, desk: PublicDesk) => {
    const ticket = await findOwnTicket(desk, params.code, token);
    const location = await linkForCustomer(desk, ticket, params.attachmentId);
    return answer(302, null, { location, 'cache-control': 'no-store' });
  },
});
