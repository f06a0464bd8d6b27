import { AgentInput } from '#shared/domain/agent/agent.ts';
import { editAgent as edit } from '#shared/domain/agent/edit-agent.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { patchOf, withPatch } from '#shared/lambda/patch.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentBody, AgentPath, toAgentBody } from './agent-body.ts';

export const editAgent = operation({
  method: 'PATCH',
  path: '/v1/agents/{agentId}',
  name: 'editAgent',
  summary: 'Change an agent',
  description:
    'Needs `agents.manage`; everybody may change name, gender, picture, zone, language, device and notices of his own.',
  permission: 'anyone',
  params: AgentPath,
  body: patchOf(AgentInput),
  answers: { 200: { description: 'As he is now', body: AgentBody } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    const edited = await edit(desk, {
      id: call.params.agentId,
      request: call,
      edit: (before) => withPatch(AgentInput, before, call.body),
    });
    return answer(200, toAgentBody(edited));
  },
});
