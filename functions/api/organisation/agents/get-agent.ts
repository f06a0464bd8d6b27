import { getAgentRecord } from '#shared/domain/agent/organisation-desk.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentBody, AgentPath, toAgentBody } from './agent-body.ts';

export const getAgent = operation({
  method: 'GET',
  path: '/v1/agents/{agentId}',
  name: 'getAgent',
  summary: 'Read an agent',
  permission: 'anyone',
  params: AgentPath,
  answers: { 200: { description: 'As he is now', body: AgentBody } },
  perform: async ({ params }, desk: OrganisationRoutesDesk) => {
    const { agent } = await getAgentRecord(desk, params.agentId);
    return answer(200, toAgentBody(agent));
  },
});
