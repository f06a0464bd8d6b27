import { restoreAgent as restore } from '#shared/domain/agent/restore-agent.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentBody, AgentPath, toAgentBody } from './agent-body.ts';

export const restoreAgent = operation({
  method: 'POST',
  path: '/v1/agents/{agentId}/restore',
  name: 'restoreAgent',
  summary: 'Restore a deleted agent',
  description: 'With the memberships that he had, and without his API keys.',
  permission: 'agents.manage',
  repeatable: 'kept',
  params: AgentPath,
  answers: { 200: { description: 'As he is now', body: AgentBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const restored = await restore(desk, {
      id: call.params.agentId,
      request: call,
      keep: (agent) => call.keep(200, toAgentBody(agent)),
    });
    return answer(200, toAgentBody(restored));
  },
});
