import { unbindSubject as unbind } from '#shared/domain/agent/unbind-subject.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { OrganisationRoutesDesk } from '../organisation-desk.ts';
import { AgentPath } from './agent-body.ts';

export const unbindSubject = operation({
  method: 'DELETE',
  path: '/v1/agents/{agentId}/subject',
  name: 'unbindSubject',
  summary: 'Forget by which subject of the issuer an agent is known',
  description: 'For who was made anew there: his next token with a verified mail address binds its subject.',
  permission: 'agents.manage',
  params: AgentPath,
  answers: { 204: { description: 'He is known by none' } },
  perform: async (call, desk: OrganisationRoutesDesk) => {
    await unbind(desk, { id: call.params.agentId, request: call });
    return answer(204);
  },
});
