import { getJob as get } from '#shared/domain/job/get-job.ts';
import { answer } from '#shared/lambda/answer.ts';
import { JobBody, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import { JobPath } from './job-path.ts';
import type { TicketDesk } from './ticket-desk.ts';

export const getJob = operation({
  method: 'GET',
  path: '/v1/jobs/{jobId}',
  name: 'getJob',
  summary: 'Read how far a job is',
  description: 'For who asked for it, and for whoever may ask for such jobs.',
  permission: 'anyone',
  params: JobPath,
  answers: { 200: { description: 'As it is now', body: JobBody } },
  perform: async ({ principal, params }, desk: TicketDesk) =>
    answer(200, toJobView(await get(desk, principal, params.jobId))),
});
