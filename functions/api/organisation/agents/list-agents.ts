import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { listPage } from '#shared/lambda/list-page.ts';
import { pageOf, paging } from '#shared/lambda/list-query.ts';
import { operation } from '#shared/lambda/operation.ts';
import { cursorsFor, type OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentBody, toAgentBody } from './agent-body.ts';

export const listAgents = operation({
  method: 'GET',
  path: '/v1/agents',
  name: 'listAgents',
  summary: 'List agents, the newest first',
  permission: 'anyone',
  query: z.strictObject(paging),
  answers: { 200: { description: 'One page', body: pageOf(AgentBody) } },
  perform: async ({ query }, desk: OrganisationRoutesDesk) => {
    const cursors = cursorsFor('agents', desk);
    const page = await listPage(query, cursors, (asked) => desk.agents.list(asked));
    return answer(200, { items: page.items.map(toAgentBody), nextCursor: page.nextCursor });
  },
});
