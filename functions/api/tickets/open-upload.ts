import * as z from 'zod';
import { openUpload as open } from '#shared/domain/attachment/open-upload.ts';
import { type Upload, UploadInput } from '#shared/domain/attachment/upload.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { answer } from '#shared/lambda/answer.ts';
import { type Operation, operation } from '#shared/lambda/operation.ts';
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

/** What is kept of the answer opens nothing: the link is made on the way out, for a repeat too. */
const Announced = z.strictObject({ id: z.string(), type: z.string(), sizeBytes: z.int() });

const announcing = operation({
  method: 'POST',
  path: '/v1/attachments',
  name: 'openUpload',
  summary: 'Announce a file, and get a link to upload it to',
  description: 'A file may have 25 MB. What no message names within a day is forgotten.',
  permission: 'anyone',
  repeatable: 'kept',
  body: UploadInput,
  answers: { 201: { description: 'It is announced', body: Announced } },
  perform: async (call, desk: TicketDesk) => {
    const announced = await open(desk, {
      input: call.body,
      uploaderId: call.principal.agentId as AgentId,
      keep: (upload) => call.keep(201, toAnnounced(upload)),
    });
    return answer(201, toAnnounced(announced));
  },
});

const toAnnounced = ({ id, type, sizeBytes }: Upload) => ({ id, type, sizeBytes });

export const openUpload: Operation<TicketDesk> = {
  ...announcing,
  answers: { 201: { description: 'Where the bytes go', body: OpenedUpload } },
  answer: async (request, desk) => {
    const told = await announcing.answer(request, desk);
    const announced = told.body as ReturnType<typeof toAnnounced>;
    return { ...told, body: { id: announced.id, upload: await desk.vault.linkForUpload(announced) } };
  },
};
