import * as z from 'zod';
import { TicketActions } from '#shared/domain/action/ticket-action.ts';
import { startBulk as start } from '#shared/domain/job/start-bulk.ts';
import { readQuery } from '#shared/domain/search/read-query.ts';
import { answer } from '#shared/lambda/answer.ts';
import { jobAccepted, jobAddress, toJobView } from '#shared/lambda/job-body.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { TicketDesk } from './ticket-desk.ts';
import { FilterBody, filterOf } from './ticket-filter-input.ts';

export const startBulk = operation({
  method: 'POST',
  path: '/v1/tickets/bulk',
  name: 'startBulk',
  summary: 'Act on every ticket that a filter finds',
  description:
    'The filter is that of the list, over all of its pages; what comes after the job is left out. The actions are done in order in your name, all of them to a ticket or none; each needs its own permission on each ticket, and what is refused is listed in the job.',
  permission: 'tickets.bulk',
  repeatable: 'kept',
  body: z.strictObject({ filter: FilterBody, actions: TicketActions }),
  answers: jobAccepted,
  perform: async (call, desk: TicketDesk) => {
    const { principal, sourceIp, body } = call;
    const { q } = body.filter;
    const filter = await filterOf(desk, body.filter, principal.agentId);
    const query = q === undefined ? null : await readQuery(desk, { q, filter });
    const work = { filter, query, actions: body.actions };
    const keep = (job: Parameters<typeof toJobView>[0]) => call.keep(202, toJobView(job));
    const job = await start(desk, { principal, sourceIp, work, keep });
    return answer(202, toJobView(job), jobAddress(job));
  },
});
