import { removeAgent as remove } from '#shared/domain/agent/remove-agent.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentPath } from './agent-body.ts';

export const removeAgent = operation({
  method: 'DELETE',
  path: '/v1/agents/{agentId}',
  name: 'removeAgent',
  summary: 'Delete an agent; his history stays',
  description: 'His keys and memberships end at once, his tickets go back to distribution in the background.',
  permission: 'agents.manage',
  params: AgentPath,
  answers: { 204: { description: 'Deleted' } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    await remove(desk, { id: call.params.agentId, request: call });
    return answer(204);
  },
});
