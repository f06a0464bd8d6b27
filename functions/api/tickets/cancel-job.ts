import { cancelJob as cancel } from '#shared/domain/job/get-job.ts';
import { answer } from '#shared/lambda/answer.ts';
import { JobBody, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import { JobPath } from './job-path.ts';
import type { TicketDesk } from './ticket-desk.ts';

export const cancelJob = operation({
  method: 'DELETE',
  path: '/v1/jobs/{jobId}',
  name: 'cancelJob',
  summary: 'Cancel a job',
  description:
    'It ends at its next step; what was done stays done. One that has ended stays as it is, and the deletion of a department cannot be left half-done.',
  permission: 'anyone',
  params: JobPath,
  answers: { 202: { description: 'It ends soon, or has ended', body: JobBody } },
  perform: async ({ principal, params }, desk: TicketDesk) =>
    answer(202, toJobView(await cancel(desk, principal, params.jobId))),
});
